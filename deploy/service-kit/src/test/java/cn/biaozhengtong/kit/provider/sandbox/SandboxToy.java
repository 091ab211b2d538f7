package cn.biaozhengtong.kit.provider.sandbox;

import org.springframework.stereotype.Component;

/// Stands for any provider of a sandbox.
@Component
public class SandboxToy {}
