package cn.biaozhengtong.scansession;

import cn.biaozhengtong.kit.test.ProductionStart;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class ProductionStartTest extends ProductionStart {
    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry registry) {
        TestKey.properties(registry);
    }
}
