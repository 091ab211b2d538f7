package cn.biaozhengtong.scansession;

import cn.biaozhengtong.kit.test.ServiceContract;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class ContractTest extends ServiceContract {
    @DynamicPropertySource
    static void key(DynamicPropertyRegistry registry) {
        TestKey.properties(registry);
    }
}
