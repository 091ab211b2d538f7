package cn.biaozhengtong.caorder;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.openfeign.EnableFeignClients;

@SpringBootApplication
@EnableFeignClients
public class CaOrderApplication {
    public static void main(String[] args) {
        SpringApplication.run(CaOrderApplication.class, args);
    }
}
