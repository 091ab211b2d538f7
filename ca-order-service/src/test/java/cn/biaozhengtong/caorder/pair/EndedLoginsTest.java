package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.recovery.Recoveries;
import cn.biaozhengtong.caorder.recovery.RecoveryProblem;
import cn.biaozhengtong.caorder.recovery.RecoveryState;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import cn.biaozhengtong.kit.test.ExampleEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What was begun in a login ends with it: the holder removes the thief's device, or logs out
/// everywhere, told by identity-service's own examples over the real broker.
class EndedLoginsTest extends HeldPairTestBase {
    @Autowired private KafkaTemplate<String, String> kafka;
    @Autowired private JsonMapper json;

    private final UUID thiefs = UUID.randomUUID();

    private String state(Recoveries.Recovery it) {
        return database.sql("SELECT state FROM recovery WHERE id = ?")
                .param(it.id().toString())
                .query(String.class)
                .single();
    }

    private void told(String what, String... logins) throws Exception {
        String type = "identity.account." + what + ".v1";
        ObjectNode event =
                (ObjectNode) json.readTree(ExampleEvents.payload("identity-service", type));
        event.put("accountId", account.toString());
        if (event.has("logins")) {
            event.putArray("logins");
            for (String each : logins) {
                event.withArray("logins").add(each);
            }
        }
        kafka.send(ExampleEvents.record(type, account.toString(), event.toString())).join();
    }

    private void ends(Recoveries.Recovery it) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!state(it).equals(RecoveryState.replaced.name())) {
            assertThat(Instant.now()).as("it goes on as " + state(it)).isBefore(end);
            Thread.sleep(50);
        }
    }

    @Test
    void item17_recovery_endsWithTheLoginThatProvedIt() throws Exception {
        Recoveries.Recovery his = proved(thiefs, pair.signing(), Proof.presence);
        Recoveries.Recovery contested = proved(UUID.randomUUID(), pair.signing(), Proof.possession);
        Callable<?> last = phone.proved(account, thiefs, his.id(), his.keys().size());
        told("logged-out", "another", TestIdentityDesk.asker(account, thiefs).login());
        ends(his);
        refused(RecoveryProblem.recovery_over, last::call);
        assertThat(of.certificates(his.id())).isEmpty();
        assertThat(now(pair.signing()).isActive()).isTrue();
        assertThat(state(contested)).isEqualTo(RecoveryState.contested.name());
        assertThat(
                        database.sql(
                                        "SELECT COUNT(*) FROM outbox WHERE event_type = 'ca-order.certificate.recovery-stopped.v1' AND payload LIKE ?")
                                .param("%" + his.id() + "%")
                                .query(Long.class)
                                .single())
                .isOne();
    }

    @Test
    void item17_everyRecovery_endsWithTheAccount() throws Exception {
        for (String what : new String[] {"frozen", "deleted"}) {
            Recoveries.Recovery his = proved(thiefs, pair.signing(), Proof.presence);
            told(what);
            ends(his);
        }
    }
}
