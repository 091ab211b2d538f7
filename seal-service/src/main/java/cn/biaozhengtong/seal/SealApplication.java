package cn.biaozhengtong.seal;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.openfeign.EnableFeignClients;

@SpringBootApplication
@EnableFeignClients
public class SealApplication {
    public static void main(String[] args) {
        SpringApplication.run(SealApplication.class, args);
    }
}
