package cn.biaozhengtong.caorder.cosigning;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.OtherReplica;
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
import cn.biaozhengtong.kit.test.RealServers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// Two replicas on one database: a round is opened at one and finished at the other, and when the
/// first is gone, the round is told as lost and counts as nothing.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@RealServers
class TwoReplicasTest {
    private static final RoundSession SESSION = RoundSession.scan("test");
    private static final List<Preimage> MESSAGES =
            List.of(Preimage.of("一".getBytes(StandardCharsets.UTF_8)));

    @DynamicPropertySource
    static void ca(DynamicPropertyRegistry registry) {
        TestCeremony.properties(registry);
    }

    @Autowired private Cosigner here;
    @Autowired private Pairs pairs;
    @Autowired private SigningKeys keys;
    @Autowired private TransactionTemplate transactions;
    @Autowired private Environment environment;

    private final DeviceShare device = DeviceShare.generate();
    private ConfigurableApplicationContext other;
    private KeyId key;
    private ServerShare share;

    @BeforeEach
    void aKeyAndAnotherReplica() {
        share = ServerShare.generate(device.commitment(), device.prove(new byte[1]), new byte[1]);
        key =
                transactions.execute(s ->
                        keys.replace(
                                pairs.keyed(
                                        new Person(AccountId.random(), DeviceId.random()),
                                        PairOrigin.order(OrderId.random())),
                                share));
        other = OtherReplica.beside(environment);
    }

    @AfterEach
    void end() {
        other.close();
    }

    private record Attempt(RoundId round, List<RoundAnswer> answers) {}

    private Attempt openedAt(Cosigner replica, Scalar d1) {
        DeviceRound round = DeviceRound.begin(SESSION.toBytes(), 1);
        Cosigner.Opened opened = replica.open(key, SESSION, MESSAGES, round.commitments());
        return new Attempt(
                opened.roundId(),
                round.answer(
                        d1,
                        share.publicKey(),
                        MESSAGES,
                        opened.serverNonces().stream().map(ServerNonce::q2).toList()));
    }

    private int failures() {
        return keys.find(key).orElseThrow().failures();
    }

    @Test
    void item8_roundOpenedAtOneReplica_isFinishedAtTheOther_andItsVerdictIsTheSame() {
        Cosigner there = other.getBean(Cosigner.class);
        for (Cosigner[] pair : new Cosigner[][] {{there, here}, {here, there}}) {
            Attempt right = openedAt(pair[0], device.secret());
            List<byte[]> signatures = pair[1].finish(key, right.round(), right.answers());
            share.publicKey().verify(MESSAGES.getFirst().toBytes(), signatures.getFirst());
            refused(
                    CosigningProblem.round_lost,
                    () -> pair[1].finish(key, right.round(), right.answers()));
            assertThat(failures()).isZero();
        }
        Attempt wrong = openedAt(there, Scalar.random());
        refused(CosigningProblem.wrong_pin, () -> here.finish(key, wrong.round(), wrong.answers()));
        assertThat(failures()).isEqualTo(1);
    }

    @Test
    void item8_ownerKilledBetweenOpenAndFinish_roundIsLost_andNotCounted() {
        Attempt attempt = openedAt(other.getBean(Cosigner.class), device.secret());
        other.close();
        refused(
                CosigningProblem.round_lost,
                () -> here.finish(key, attempt.round(), attempt.answers()));
        assertThat(failures()).isZero();
        assertThat(keys.find(key).orElseThrow().lifetimeFailures()).isZero();
        Attempt again = openedAt(here, device.secret());
        assertThat(here.finish(key, again.round(), again.answers())).hasSize(1);
    }

    @Test
    void item8_anotherProcessAtTheOwnersAddress_hasLostTheRound_andDoesNotPassItOn() {
        Attempt attempt = openedAt(here, device.secret());
        // As after a restart of the owner: the address answers, the process is another.
        refused(
                CosigningProblem.round_lost,
                () ->
                        other.getBean(Cosigner.class)
                                .finishOwn(
                                        UUID.randomUUID(),
                                        key,
                                        attempt.round(),
                                        attempt.answers(),
                                        AcceptedShares.old_or_fresh));
        assertThat(failures()).isZero();
    }
}
