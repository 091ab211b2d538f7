package cn.biaozhengtong.caorder;

import cn.biaozhengtong.kit.test.RealServers;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The service on real servers with [TestOrders]; its tests share one application.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@RealServers
@Import(TestOrders.class)
public abstract class OrdersTestBase {
    @DynamicPropertySource
    static void ca(DynamicPropertyRegistry registry) {
        TestCeremony.properties(registry);
    }
}
