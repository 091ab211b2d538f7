package cn.biaozhengtong.kit.audit;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The auditors' operations of every service.
@Configuration(proxyBeanMethods = false)
@Import(AuditController.class)
public class AuditDesk {}
