package cn.biaozhengtong.caorder.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.authority.register.DyingSigner;
import cn.biaozhengtong.caorder.authority.register.FinishSigning;
import cn.biaozhengtong.caorder.recovery.ProveRecovery;
import cn.biaozhengtong.caorder.recovery.Recoveries;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.test.ExampleEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What takes power away, and gives it back: the producers' own examples, over the real broker.
@Import(DyingSigner.class)
abstract class HoldsTestBase extends HeldPairTestBase {
    @Autowired private KafkaTemplate<String, String> kafka;
    @Autowired private JsonMapper json;
    @Autowired ProveRecovery recovery;
    @Autowired FinishSigning unfinished;

    /// An event that takes power away, and the one that gives it back.
    enum Power {
        membership(
                "enterprise-service",
                "enterprise.membership.ended.v1",
                "enterprise.membership.joined.v1",
                "certificates"),
        account(
                "identity-service",
                "identity.account.frozen.v1",
                "identity.account.unfrozen.v1",
                "frozen-accounts"),
        enterprise(
                "enterprise-service",
                "enterprise.enterprise.frozen.v1",
                "enterprise.enterprise.unfrozen.v1",
                "frozen-enterprises");

        final String producer;
        final String taken;
        final String given;
        final String inbox;

        Power(String producer, String taken, String given, String inbox) {
            this.producer = producer;
            this.taken = taken;
            this.given = given;
            this.inbox = inbox;
        }
    }

    /// Whether a version before was faster with the event.
    boolean takenByAVersionBefore;

    @AfterEach
    void everybodyLives() {
        DyingSigner.DEATHS.set(0);
        desk.claimer = new AccountId(new UUID(0, 1));
        desk.meanwhile.set(null);
    }

    void takes(Power it) {
        tell(it, it.taken);
    }

    void givesBack(Power it) {
        tell(it, it.given);
    }

    /// Returns when it was taken in.
    void tell(Power it, String type) {
        tell(it, type, event -> {});
    }

    /// @param with what is different from the example
    void tell(Power it, String type, Consumer<ObjectNode> with) {
        try {
            ObjectNode event = (ObjectNode) json.readTree(ExampleEvents.payload(it.producer, type));
            for (String who : new String[] {"accountId", "applicantId"}) {
                if (event.has(who)) {
                    event.put(who, account.toString());
                }
            }
            if (event.has("enterpriseId")) {
                event.put("enterpriseId", enterprise.toString());
            }
            with.accept(event);
            ProducerRecord<String, String> sent =
                    ExampleEvents.record(type, enterprise.toString(), event.toString());
            String id =
                    new String(sent.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
            if (takenByAVersionBefore) {
                database.sql(
                                "INSERT INTO inbox (consumer, event_id, taken_at) VALUES (?, ?, NOW(6))")
                        .params(it.inbox, id)
                        .update();
            }
            kafka.send(sent).join();
            taken("holds", id);
            taken(it.inbox, id);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void taken(String inbox, String event) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (database.sql("SELECT COUNT(*) FROM inbox WHERE consumer = ? AND event_id = ?")
                        .params(inbox, event)
                        .query(Integer.class)
                        .single()
                == 0) {
            assertThat(Instant.now()).as("taken in").isBefore(end);
            Thread.sleep(20);
        }
    }

    /// Whatever he is answered.
    static void attempt(Callable<?> work) {
        try {
            work.call();
        } catch (ProblemException e) {
            // A refusal is as good as what it leads to.
            assertThat(e.problem().facts().category().status()).isBetween(400, 499);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// Recorded, and signed by nobody yet.
    static void diesOnce(Callable<?> work) {
        DyingSigner.DEATHS.set(1);
        assertThatThrownBy(work::call).hasMessage("died after signing");
    }

    ProveRecovery.Device device(Recoveries.Recovery it) {
        return new ProveRecovery.Device(
                on(found), TestIdentityDesk.asker(on(found)).login(), it.id());
    }

    /// No certificate of the account, of either use, is in force, and no pair says that it is.
    void nothingIsInForce() {
        assertThat(
                        database.sql(
                                        """
                                        SELECT c.serial FROM certificate c JOIN issued_certificate i ON i.serial = c.serial
                                        WHERE c.account_id = ? AND i.state = 'active'\
                                        """)
                                .param(account.toString())
                                .query(String.class)
                                .list())
                .isEmpty();
        assertThat(
                        database.sql(
                                        "SELECT id FROM certificate_pair WHERE account_id = ? AND state IN ('signed', 'active')")
                                .param(account.toString())
                                .query(String.class)
                                .list())
                .isEmpty();
    }
}
