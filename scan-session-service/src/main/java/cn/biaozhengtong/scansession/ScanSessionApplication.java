package cn.biaozhengtong.scansession;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.openfeign.EnableFeignClients;

@SpringBootApplication
@EnableFeignClients
public class ScanSessionApplication {
    public static void main(String[] args) {
        SpringApplication.run(ScanSessionApplication.class, args);
    }
}
