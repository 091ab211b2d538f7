package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.cosigning.CosigningProblem;
import cn.biaozhengtong.caorder.issuance.ProvePossession;
import cn.biaozhengtong.caorder.pin.ChangePin;
import cn.biaozhengtong.caorder.recovery.ProveRecovery;
import cn.biaozhengtong.caorder.recovery.Recoveries;
import cn.biaozhengtong.caorder.recovery.RecoveryProblem;
import cn.biaozhengtong.caorder.recovery.RecoveryState;
import cn.biaozhengtong.caorder.standing.IdentityDesk;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Purpose;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.crypto.twoparty.DeviceShare;
import cn.biaozhengtong.crypto.twoparty.RoundSession;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.test.ExampleEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What was begun in a login ends with it: the holder removes the thief's device, or logs out
/// everywhere, told by identity-service's own examples over the real broker.
class EndedLoginsTest extends HeldPairTestBase {
    @Autowired private ProveRecovery recovery;
    @Autowired private ChangePin change;
    @Autowired private KafkaTemplate<String, String> kafka;
    @Autowired private JsonMapper json;

    private final DeviceId thiefs = DeviceId.random();

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
        Recoveries.Recovery contested = proved(DeviceId.random(), pair.signing(), Proof.possession);
        Callable<?> last = phone.proved(on(thiefs), his.id(), his.keys().size());
        told("logged-out", "another", TestIdentityDesk.asker(on(thiefs)).login());
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

    /// Before the event comes, or where none came: another login of the same device is another one.
    @Test
    void item17_recovery_doesNotGoOnInAnotherLoginOfItsDevice_untilItIsProvedThere() {
        Recoveries.Recovery it = proved(found, pair.signing(), Proof.presence);
        Callable<?> last = phone.proved(on(found), it.id(), it.keys().size());
        IdentityDesk.Asker later = new IdentityDesk.Asker(on(found), "a later login");
        ProveRecovery.Device device = new ProveRecovery.Device(on(found), later.login(), it.id());
        DeviceShare share = DeviceShare.generate();
        byte[] context = ProvePossession.context(on(found), it.id());
        refused(
                CertificateProblem.verify_anew,
                () -> recovery.generate(device, share.commitment(), share.prove(context)));
        refused(CertificateProblem.verify_anew, () -> admit.prove(later, it.id()));
        TestIdentityDesk.proves(later, Purpose.recovery, it.id().toString(), Proof.possession);
        admit.prove(later, it.id());
        // It is worth what was proved there, and the login before it is out.
        refused(
                RecoveryProblem.recovery_waits,
                () -> recovery.generate(device, share.commitment(), share.prove(context)));
        refused(CertificateProblem.verify_anew, last::call);
        TestIdentityDesk.proves(later, Purpose.recovery, it.id().toString(), Proof.presence);
        admit.prove(later, it.id());
        assertThat(recovery.generate(device, share.commitment(), share.prove(context))).isNotNull();
    }

    private ChangePin.Holder holder(String login) {
        return new ChangePin.Holder(on(lost), login, pair.signing().serial());
    }

    private void beginsChange(String login) {
        String serial = pair.signing().serial().hex();
        DeviceRound round = DeviceRound.begin(RoundSession.pinChange(serial).toBytes(), 1);
        ChangePin.Opened opened = change.open(holder(login), round.commitments().getFirst());
        change.refresh(
                holder(login),
                opened.round().roundId(),
                phone.answer(
                        round, lost, parsed(pair.signing()), opened.preimage(), opened.round()));
    }

    private void opensConfirmation(String login) {
        String serial = pair.signing().serial().hex();
        DeviceRound round = DeviceRound.begin(RoundSession.pinConfirmation(serial).toBytes(), 1);
        assertThat(change.openConfirmation(holder(login), round.commitments().getFirst()))
                .isNotNull();
    }

    @Test
    void item17_pinChange_endsWithTheLoginThatBeganIt_andAnotherConfirmsNone() throws Exception {
        beginsChange("first");
        opensConfirmation("first");
        refused(CosigningProblem.no_pin_change, () -> opensConfirmation("second"));
        // Who proved the PIN there too may.
        beginsChange("second");
        opensConfirmation("second");
        told("logged-out", "first");
        told("logged-out", "second");
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (change.underWayUntil(holder("third")).isPresent()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
        }
        refused(CosigningProblem.no_pin_change, () -> opensConfirmation("second"));
    }
}
