package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.cosigning.CosigningProblem;
import cn.biaozhengtong.caorder.cosigning.KeyId;
import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.decryption.Authorisation;
import cn.biaozhengtong.caorder.issuance.ProvePossession;
import cn.biaozhengtong.caorder.recovery.ProveRecovery;
import cn.biaozhengtong.caorder.recovery.RecoverCertificates;
import cn.biaozhengtong.caorder.recovery.Recoveries;
import cn.biaozhengtong.caorder.recovery.RecoveryProblem;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import cn.biaozhengtong.crypto.twoparty.DeviceShare;
import cn.biaozhengtong.crypto.twoparty.ServerShare;
import cn.biaozhengtong.kit.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Two threads in one recovery: while the first waits for a row, the second commits what the first
/// had found otherwise.
class RecoveryRacesTest extends HeldPairTestBase {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired private Pairs pairs;
    @Autowired private SigningKeys keys;
    @Autowired private ProveRecovery recovery;

    /// What another does in its own thread, and how far it has come.
    private final class Other {
        private final CompletableFuture<Object> outcome = new CompletableFuture<>();

        Other(Callable<?> work) {
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            outcome.complete(work.call());
                        } catch (Exception e) {
                            outcome.completeExceptionally(e);
                        }
                    });
        }

        /// Until it waits in that statement; or is through, when nothing held it.
        Other waitsIn(String statement) throws InterruptedException {
            Instant end = Instant.now().plus(PATIENCE);
            while (!outcome.isDone() && !isRunning(statement) && Instant.now().isBefore(end)) {
                Thread.sleep(20);
            }
            return this;
        }

        private boolean isRunning(String statement) {
            return database.sql(
                                    """
                                    SELECT COUNT(*) FROM information_schema.processlist
                                    WHERE info LIKE ? AND time_ms > 100 AND id <> CONNECTION_ID()\
                                    """)
                            .param(statement + "%")
                            .query(Integer.class)
                            .single()
                    > 0;
        }

        void isRefused(Problem problem) {
            refused(
                    problem,
                    () -> {
                        try {
                            outcome.join();
                        } catch (CompletionException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    private ProveRecovery.Device of(Recoveries.Recovery it) {
        return new ProveRecovery.Device(
                on(found), TestIdentityDesk.asker(on(found)).login(), it.id());
    }

    private ProveRecovery.Generated anotherKey(Recoveries.Recovery it) {
        DeviceShare share = DeviceShare.generate();
        return recovery.generate(
                of(it),
                share.commitment(),
                share.prove(ProvePossession.context(on(found), it.id())));
    }

    private void lockRecoveries() {
        database.sql("SELECT id FROM recovery WHERE old_serial = ? ORDER BY id FOR UPDATE")
                .param(pair.signing().serial().hex())
                .query(String.class)
                .list();
    }

    private String state(Recoveries.Recovery it) {
        return database.sql("SELECT state FROM recovery WHERE id = ?")
                .param(it.id().toString())
                .query(String.class)
                .single();
    }

    private interface Meanwhile {
        Other begun() throws Exception;
    }

    /// The other begins within our transaction and goes on when it is committed.
    private Other meanwhile(Meanwhile ours) {
        return transactions.execute(status -> {
            try {
                return ours.begun();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void item18_keyMadeWhileTheCertificateIsIssued_doesNotTakeTheIssuedKeysPlace() {
        Recoveries.Recovery it = proved(found, pair.signing(), Proof.presence);
        anotherKey(it);
        SigningKeys.Key before = of.key(it.id()).orElseThrow();
        Other second =
                meanwhile(() -> {
                    lockRecoveries();
                    Other other = new Other(() -> anotherKey(it));
                    other.waitsIn("SELECT id, account_id, device_id, old_serial");
                    database.sql(
                                    """
                                    UPDATE recovery SET state = 'issued', issued_at = NOW(6),
                                        replaces = old_serial, goes_on_for = NULL WHERE id = ?\
                                    """)
                            .param(it.id().toString())
                            .update();
                    return other;
                });
        second.isRefused(CertificateProblem.already_issued);
        assertThat(of.key(it.id()).orElseThrow().publicPoint()).isEqualTo(before.publicPoint());
    }

    @Test
    void item18_keyMadeAfterTheVeto_isNone() {
        Recoveries.Recovery it = proved(found, pair.signing(), Proof.presence);
        Other second =
                meanwhile(() -> {
                    lockRecoveries();
                    Other other = new Other(() -> anotherKey(it));
                    other.waitsIn("SELECT id, account_id, device_id, old_serial");
                    database.sql(
                                    "UPDATE recovery SET state = 'vetoed', goes_on_for = NULL WHERE id = ?")
                            .param(it.id().toString())
                            .update();
                    return other;
                });
        second.isRefused(RecoveryProblem.recovery_over);
        assertThat(of.key(it.id())).isEmpty();
    }

    @Test
    void item18_certificate_isIssuedOverNoKeyThatWasReplacedMeanwhile() {
        Recoveries.Recovery it = proved(found, pair.signing(), Proof.presence);
        Callable<?> work = phone.proved(on(found), it.id(), it.keys().size());
        Other first =
                meanwhile(() -> {
                    lockRecoveries();
                    Other other = new Other(work);
                    other.waitsIn("SELECT id, account_id, device_id, old_serial");
                    DeviceShare share = DeviceShare.generate();
                    ServerShare replacing =
                            ServerShare.generate(
                                    share.commitment(), share.prove(new byte[1]), new byte[1]);
                    keys.replace(of.pair(it.id()).orElseThrow(), replacing);
                    return other;
                });
        first.isRefused(CosigningProblem.round_lost);
        assertThat(state(it)).isEqualTo("proved");
        assertThat(of.certificates(it.id())).isEmpty();
        assertThat(now(pair.signing()).isActive()).isTrue();
    }

    @Test
    void item18_certificateThatItsHolderRevokesMeanwhile_isNotRecovered() {
        Recoveries.Recovery it = proved(found, pair.signing(), Proof.presence);
        Callable<?> work = phone.proved(on(found), it.id(), it.keys().size());
        Other first =
                meanwhile(() -> {
                    PairId id = pair.signing().pairId();
                    database.sql("SELECT id FROM certificate_pair WHERE id = ? FOR UPDATE")
                            .param(id.toString())
                            .query()
                            .singleRow();
                    Other other = new Other(work);
                    other.waitsIn("select%certificate_pair%for update");
                    pairs.revoke(id, Revocation.byHolder());
                    return other;
                });
        first.isRefused(CertificateProblem.revoked);
        assertThat(state(it)).isEqualTo("proved");
        assertThat(of.certificates(it.id())).isEmpty();
    }

    @Test
    void item18_afterTheDeviceConfirmed_noRoundSplitsItsKeysAnew() {
        Recoveries.Recovery it = proved(found, pair.signing(), Proof.presence);
        RecoverCertificates.Recovered got = phone.unconfirmed(on(found), it.id(), it.keys().size());
        phone.knows(parsed(got.signing()));
        KeyId key = of.key(it.id()).orElseThrow().id();
        Callable<?> work = phone.provedAgain(on(found), it.id(), got);
        Other again =
                meanwhile(() -> {
                    keys.confirm(key);
                    Other other = new Other(work);
                    return other.waitsIn("SELECT id, pair_id, account_id");
                });
        again.isRefused(CosigningProblem.key_confirmed);
        Authorisation bid = bid(pair.encryption(), "密钥");
        assertThat(decrypt(found, got.signing(), bid)).containsExactly("密钥");
    }
}
