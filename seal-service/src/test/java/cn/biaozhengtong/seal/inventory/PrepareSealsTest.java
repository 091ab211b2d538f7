package cn.biaozhengtong.seal.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.test.RealServers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.kafka.core.KafkaTemplate;

/// R38: from the event on the real broker to three drafts in the real database, once.
@SpringBootTest
@RealServers
class PrepareSealsTest {
    @Autowired private KafkaTemplate<String, String> kafka;
    @Autowired private Seals seals;

    @Test
    void certificateIssued_twice_preparesThreeDraftsOnce() {
        UUID enterprise = UUID.randomUUID();
        for (int i = 0; i < 2; i++) {
            ProducerRecord<String, String> event =
                    new ProducerRecord<>(
                            "ca-order.certificate",
                            "1a",
                            """
                            {"serial":"1a","encryptionSerial":"1b","orderId":"%s","enterpriseId":"%s",
                             "enterpriseName":"鞍山测试有限公司","unknownField":1}\
                            """
                                    .formatted(UUID.randomUUID(), enterprise));
            for (String[] header :
                    new String[][] {
                        {"ce_id", UUID.randomUUID().toString()},
                        {"ce_type", "ca-order.certificate.issued.v1"},
                        {"ce_subject", "1a"},
                        {"ce_time", Instant.now().toString()}
                    }) {
                event.headers().add(header[0], header[1].getBytes());
            }
            kafka.send(event).join();
        }
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (seals.findByEnterpriseIdOrderByKind(enterprise).size() < 3) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
        assertThat(seals.findByEnterpriseIdOrderByKind(enterprise))
                .hasSize(3)
                .allMatch(s -> s.state() == SealState.draft)
                .extracting(Seal::kind)
                .containsExactlyInAnyOrder(SealKind.values());
    }
}
