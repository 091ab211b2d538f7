package cn.biaozhengtong.bench;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Proxies everything to one service.
@SpringBootApplication
public class BareProxy {
    public static void main(String[] args) {
        SpringApplication.run(BareProxy.class, args);
    }
}
