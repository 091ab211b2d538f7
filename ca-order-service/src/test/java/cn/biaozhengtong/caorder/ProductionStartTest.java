package cn.biaozhengtong.caorder;

import cn.biaozhengtong.kit.test.ProductionStart;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "bzt.clamd=127.0.0.1:1",
            "bzt.s3.bucket=attachments",
            "bzt.s3.endpoint=https://objects.example.cn",
            "bzt.s3.region=cn",
            "bzt.s3.access-key=a",
            "bzt.s3.secret-key=s"
        })
class ProductionStartTest extends ProductionStart {
    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry registry) {
        TestCeremony.properties(registry);
    }
}
