package cn.biaozhengtong.kit.test;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The smallest service, for the kit's own tests.
@SpringBootApplication
public class KitApplication {}
