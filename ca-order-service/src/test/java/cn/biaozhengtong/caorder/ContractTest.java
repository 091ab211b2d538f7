package cn.biaozhengtong.caorder;

import cn.biaozhengtong.kit.test.ServiceContract;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class ContractTest extends ServiceContract {
    @DynamicPropertySource
    static void ca(DynamicPropertyRegistry registry) {
        TestCeremony.properties(registry);
    }
}
