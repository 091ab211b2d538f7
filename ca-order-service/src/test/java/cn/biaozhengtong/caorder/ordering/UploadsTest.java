package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.caorder.TestCeremony;
import cn.biaozhengtong.caorder.TestOrders;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestTokens;
import cn.biaozhengtong.kit.test.Uploads;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The papers of an order, uploaded over HTTP.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@RealServers
@Import(TestOrders.class)
class UploadsTest {
    @DynamicPropertySource
    static void ca(DynamicPropertyRegistry registry) {
        TestCeremony.properties(registry);
    }

    @Autowired private TestOrders.Maker maker;

    @Value("${local.server.port}")
    private int port;

    @Test
    void item1_hostilePapers_areRefused_andTheServiceGoesOn() throws Exception {
        TestOrders.Placed it = maker.draft();
        new Uploads(
                        URI.create(
                                "http://127.0.0.1:%d/api/orders/v1/orders/%s/attachments"
                                        .formatted(port, it.id())),
                        TestTokens.verifiedPhone(it.account().value(), UUID.randomUUID()),
                        Map.of("kind", "licence"),
                        "file")
                .mustSurviveHostileFiles();
    }
}
