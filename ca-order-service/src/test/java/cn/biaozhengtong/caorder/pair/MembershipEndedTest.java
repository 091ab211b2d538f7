package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.ordering.EnterpriseDesk.Role;
import cn.biaozhengtong.caorder.standing.IdentityDesk;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Purpose;
import cn.biaozhengtong.kit.test.ExampleEvents;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// R16: enterprise-service's own example, over the real broker, freezes what the removed agent
/// holds; neither a release nor a recovery brings it back before he belongs again.
class MembershipEndedTest extends HeldPairTestBase {
    private static final String ENDED = "enterprise.membership.ended.v1";

    @Autowired private KafkaTemplate<String, String> kafka;
    @Autowired private JsonMapper json;

    private void told(String producer, String type) throws Exception {
        ObjectNode event = (ObjectNode) json.readTree(ExampleEvents.payload(producer, type));
        if (event.has("accountId")) {
            event.put("accountId", account.toString());
        }
        if (event.has("enterpriseId")) {
            event.put("enterpriseId", enterprise.toString());
        }
        kafka.send(ExampleEvents.record(type, account.toString(), event.toString())).join();
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (now(pair.signing()).isActive()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
        }
        assertThat(now(pair.signing()).isFrozen()).isTrue();
        assertThat(now(pair.encryption()).isFrozen()).isTrue();
    }

    private IdentityDesk.Asker proved() {
        String serial = pair.signing().serial().hex();
        return proves(found, Purpose.release, serial, Proof.possession);
    }

    /// What an operator froze elsewhere, by the producers' own examples.
    @Test
    void P13_aFrozenAccount_andAFrozenEnterprise_freezeTheirCertificates() throws Exception {
        for (String[] frozen :
                new String[][] {
                    {"identity-service", "identity.account.frozen.v1"},
                    {"enterprise-service", "enterprise.enterprise.frozen.v1"}
                }) {
            told(frozen[0], frozen[1]);
            freeze.release(proved(), pair.signing().serial());
        }
    }

    @Test
    void R16_removedAgent_hasNothingThatAnybodyTrusts_untilHeBelongsAgain() throws Exception {
        desk.appoint(enterprise, account, Role.none);
        told("enterprise-service", ENDED);
        IdentityDesk.Asker him = proved();
        refused(CertificateProblem.no_member, () -> freeze.release(him, pair.signing().serial()));
        refused(
                CertificateProblem.no_member,
                () -> start.start(account, found, pair.signing().serial()));
        desk.appoint(enterprise, account, Role.agent);
        freeze.release(him, pair.signing().serial());
        assertThat(now(pair.signing()).isActive()).isTrue();
    }
}
