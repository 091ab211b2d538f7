package cn.biaozhengtong.seal.making;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.test.ExampleEvents;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.life.SealRows;
import cn.biaozhengtong.seal.life.SealState;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// R38: from the event on the real broker to three drafts in the real database, once.
@SpringBootTest
@RealServers
class PrepareSealsTest {
    private static final String ISSUED = "ca-order.certificate.issued.v1";

    @Autowired private JsonMapper json;
    @Autowired private KafkaTemplate<String, String> kafka;
    @Autowired private SealRows seals;

    @Test
    void certificateIssued_twice_preparesThreeDraftsOnce() {
        UUID enterprise = UUID.randomUUID();
        ObjectNode event =
                (ObjectNode) json.readTree(ExampleEvents.payload("ca-order-service", ISSUED));
        event.put("enterpriseId", enterprise.toString()).put("aFieldOfLater", 1);
        for (int i = 0; i < 2; i++) {
            kafka.send(ExampleEvents.record(ISSUED, "1a", event.toString())).join();
        }
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (seals.of(enterprise).size() < 3) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
        assertThat(seals.of(enterprise))
                .hasSize(3)
                .allMatch(s -> s.state() == SealState.draft)
                .extracting(Seal::kind)
                .containsExactlyInAnyOrder(
                        SealKind.legal_person_signature,
                        SealKind.enterprise_seal,
                        SealKind.legal_person_seal);
    }
}
