package cn.biaozhengtong.caorder.cosigning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.TestCeremony;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.pair.PairOrigin;
import cn.biaozhengtong.caorder.pair.Pairs;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.crypto.twoparty.DeviceShare;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.crypto.twoparty.RoundSession;
import cn.biaozhengtong.crypto.twoparty.ServerNonce;
import cn.biaozhengtong.crypto.twoparty.ServerShare;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.test.RealServers;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// The attacks on signing that only the service can stop, and the count of wrong PINs (R36, P14).
@SpringBootTest
@RealServers
class CosignerTest {
    private static final RoundSession SESSION = RoundSession.scan("test");
    private static final List<Preimage> MESSAGES =
            List.of(
                    Preimage.of("一".getBytes(StandardCharsets.UTF_8)),
                    Preimage.of("二".getBytes(StandardCharsets.UTF_8)));

    @DynamicPropertySource
    static void ca(DynamicPropertyRegistry registry) {
        TestCeremony.properties(registry);
    }

    @Autowired private Cosigner cosigner;
    @Autowired private Pairs pairs;
    @Autowired private SigningKeys keys;
    @Autowired private PurgeRounds purge;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient database;

    private final DeviceShare device = DeviceShare.generate();
    private KeyId key;
    private ServerShare share;

    @BeforeEach
    void aKey() {
        byte[] context = {1};
        share = ServerShare.generate(device.commitment(), device.prove(context), context);
        key =
                transactions.execute(s ->
                        keys.replace(
                                pairs.keyed(
                                        new Person(AccountId.random(), DeviceId.random()),
                                        PairOrigin.order(OrderId.random())),
                                share));
    }

    private record Attempt(RoundId round, List<RoundAnswer> answers) {}

    private Attempt attempt(Scalar d1) {
        DeviceRound round = DeviceRound.begin(SESSION.toBytes(), 2);
        Cosigner.Opened opened = cosigner.open(key, SESSION, MESSAGES, round.commitments());
        return new Attempt(
                opened.roundId(),
                round.answer(
                        d1,
                        share.publicKey(),
                        MESSAGES,
                        opened.serverNonces().stream().map(ServerNonce::q2).toList()));
    }

    private List<byte[]> sign(Scalar d1) {
        Attempt attempt = attempt(d1);
        return cosigner.finish(key, attempt.round(), attempt.answers());
    }

    private void refused(Problem problem, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(ProblemException.class)
                .extracting(e -> ((ProblemException) e).problem())
                .isEqualTo(problem);
    }

    private int failures() {
        return keys.find(key).orElseThrow().failures();
    }

    @Test
    void R36_rightPin_signsAll() {
        List<byte[]> signatures = sign(device.secret());
        for (int i = 0; i < 2; i++) {
            share.publicKey().verify(MESSAGES.get(i).toBytes(), signatures.get(i));
        }
        assertThat(failures()).isZero();
    }

    @Test
    void R36_wrongPin_isCounted_andARightOneResetsTheCount() {
        for (int i = 1; i <= 4; i++) {
            refused(CosigningProblem.wrong_pin, () -> sign(Scalar.random()));
            assertThat(failures()).isEqualTo(i);
        }
        sign(device.secret());
        assertThat(failures()).isZero();
        assertThat(keys.find(key).orElseThrow().lifetimeFailures()).isEqualTo(4);
    }

    private ProblemException refusal(Runnable call) {
        return (ProblemException) assertThatThrownBy(call::run).actual();
    }

    @Test
    void item9_fiveWrongPins_saySoAndUntilWhen_tenBlockForGood() {
        for (int left = 4; left > 0; left--) {
            ProblemException wrong = refusal(() -> sign(Scalar.random()));
            assertThat(wrong.problem()).isEqualTo(CosigningProblem.wrong_pin);
            assertThat(wrong.extensions()).containsEntry("attemptsLeft", left);
        }
        ProblemException fifth = refusal(() -> sign(Scalar.random()));
        ProblemException right = refusal(() -> sign(device.secret()));
        for (ProblemException it : List.of(fifth, right)) {
            assertThat(it.problem()).isEqualTo(CosigningProblem.pin_locked);
            assertThat(it.retryAfterSeconds()).isBetween(1700, 1801);
            assertThat(Instant.parse(String.valueOf(it.extensions().get("lockedUntil"))))
                    .isBetween(Instant.now().plusSeconds(1700), Instant.now().plusSeconds(1801));
        }
        unlock();
        for (int i = 0; i < 4; i++) {
            refused(CosigningProblem.wrong_pin, () -> sign(Scalar.random()));
        }
        refused(CosigningProblem.pin_blocked, () -> sign(Scalar.random()));
        unlock();
        refused(CosigningProblem.pin_blocked, () -> sign(device.secret()));
    }

    @Test
    void item16_wrongPins_areAuditedEach_andToldAtThreeAndAtTheLock() {
        for (int i = 0; i < 5; i++) {
            refusal(() -> sign(Scalar.random()));
        }
        assertThat(
                        database.sql(
                                        "SELECT COUNT(*) FROM audit_entry WHERE action = 'pin.wrong' AND subject = ?")
                                .param(key.toString())
                                .query(Integer.class)
                                .single())
                .isEqualTo(5);
        List<String> told =
                database.sql("SELECT payload FROM outbox WHERE event_key = ? ORDER BY created_at")
                        .param(key.toString())
                        .query(String.class)
                        .list();
        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).contains("\"failures\":3").doesNotContain("lockedUntil");
        assertThat(told.getLast()).contains("\"failures\":5").contains("lockedUntil");
    }

    private void unlock() {
        database.sql("UPDATE signing_key SET locked_until = NULL WHERE id = ?")
                .param(key.toString())
                .update();
    }

    @Test
    void R36_replayedAnswer_isRefusedAndNotCounted() {
        Attempt attempt = attempt(device.secret());
        cosigner.finish(key, attempt.round(), attempt.answers());
        refused(
                CosigningProblem.round_lost,
                () -> cosigner.finish(key, attempt.round(), attempt.answers()));
        assertThat(failures()).isZero();
    }

    @Test
    void R36_parallelRounds_onlyTheLastIsOpen() {
        Attempt first = attempt(device.secret());
        Attempt second = attempt(device.secret());
        refused(
                CosigningProblem.round_lost,
                () -> cosigner.finish(key, first.round(), first.answers()));
        assertThat(cosigner.finish(key, second.round(), second.answers())).hasSize(2);
    }

    @Test
    void R36_fiftyAnswersAtOnce_oneRoundIsJudgedOnce() throws Exception {
        Attempt attempt = attempt(Scalar.random());
        List<Problem> answers = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            threads.add(
                    Thread.startVirtualThread(() -> {
                        try {
                            cosigner.finish(key, attempt.round(), attempt.answers());
                        } catch (ProblemException e) {
                            answers.add(e.problem());
                        }
                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(answers).hasSize(50);
        assertThat(answers.stream().filter(CosigningProblem.wrong_pin::equals)).hasSize(1);
        assertThat(failures()).isEqualTo(1);
    }

    @Test
    void R36_expiredRound_isLostAndNotCounted() {
        Attempt attempt = attempt(device.secret());
        database.sql("UPDATE signing_round SET expires_at = '2020-01-01' WHERE id = ?")
                .param(attempt.round().toString())
                .update();
        refused(
                CosigningProblem.round_lost,
                () -> cosigner.finish(key, attempt.round(), attempt.answers()));
        assertThat(failures()).isZero();
    }

    @Test
    void R36_roundOfAnotherProcess_isLostAndNotCounted() {
        Attempt attempt = attempt(device.secret());
        database.sql("UPDATE signing_round SET process = ? WHERE id = ?")
                .params(UUID.randomUUID().toString(), attempt.round().toString())
                .update();
        refused(
                CosigningProblem.round_lost,
                () -> cosigner.finish(key, attempt.round(), attempt.answers()));
        assertThat(failures()).isZero();
    }

    @Test
    void R36_messageChangedInTheDatabase_isLost_andNothingIsCounted() {
        Attempt attempt = attempt(device.secret());
        database.sql(
                        "UPDATE signing_round_item SET preimage = 'other' WHERE round_id = ? AND item = 1")
                .param(attempt.round().toString())
                .update();
        refused(
                CosigningProblem.round_lost,
                () -> cosigner.finish(key, attempt.round(), attempt.answers()));
        assertThat(failures()).isZero();
    }

    @Test
    void item18_noncesOfARound_areGoneWhenItIsJudged_whateverComesOfIt() {
        Attempt wrong = attempt(Scalar.random());
        refused(
                CosigningProblem.wrong_pin,
                () -> cosigner.finish(key, wrong.round(), wrong.answers()));
        assertThat(nonces(wrong.round())).containsOnly("");
        Attempt forgotten = attempt(device.secret());
        Attempt right = attempt(device.secret());
        assertThat(nonces(forgotten.round())).containsOnly("");
        assertThat(nonces(right.round())).hasSize(2).doesNotContain("");
        cosigner.finish(key, right.round(), right.answers());
        assertThat(nonces(right.round())).containsOnly("");
    }

    private List<String> nonces(RoundId round) {
        return database.sql("SELECT nonce_sealed FROM signing_round_item WHERE round_id = ?")
                .param(round.toString())
                .query(String.class)
                .list();
    }

    @Test
    void item18_rounds_areDeletedAnHourAfterTheirEnd() {
        RoundId old = attempt(device.secret()).round();
        RoundId recent = attempt(device.secret()).round();
        database.sql("UPDATE signing_round SET expires_at = ? WHERE id = ?")
                .params(Timestamp.from(Instant.now().minusSeconds(3700)), old.toString())
                .update();
        database.sql("UPDATE signing_round SET expires_at = ? WHERE id = ?")
                .params(Timestamp.from(Instant.now().minusSeconds(3500)), recent.toString())
                .update();
        purge.purge();
        assertThat(nonces(old)).isEmpty();
        assertThat(nonces(recent)).hasSize(2);
        assertThat(
                        database.sql("SELECT COUNT(*) FROM signing_round WHERE id IN (?, ?)")
                                .params(old.toString(), recent.toString())
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void item8_roundThatIsOpen_isVoidedByTheNextOfItsDevice_soNobodyIsKeptOut() {
        Attempt forgotten = attempt(device.secret());
        for (int i = 0; i < 12; i++) {
            Attempt next = attempt(device.secret());
            assertThat(cosigner.finish(key, next.round(), next.answers())).hasSize(2);
        }
        refused(
                CosigningProblem.round_lost,
                () -> cosigner.finish(key, forgotten.round(), forgotten.answers()));
        assertThat(failures()).isZero();
    }

    @Test
    void R36_revokedKey_signsNothing() {
        transactions.executeWithoutResult(s -> keys.revoke(keys.find(key).orElseThrow().pairId()));
        refused(CosigningProblem.key_unusable, () -> attempt(device.secret()));
    }

    @Test
    void R36_secrets_areNotInClearInTheDatabase() {
        String stored =
                database.sql("SELECT GROUP_CONCAT(share_sealed) FROM signing_key")
                        .query(String.class)
                        .single();
        String p1 = java.util.Base64.getEncoder().encodeToString(device.commitment().encoded());
        assertThat(stored).doesNotContain(p1);
        assertThat(stored)
                .doesNotContain(java.util.HexFormat.of().formatHex(device.commitment().encoded()));
    }
}
