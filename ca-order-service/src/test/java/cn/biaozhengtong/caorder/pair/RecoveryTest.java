package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.atOnce;
import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.cosigning.Cosigner;
import cn.biaozhengtong.caorder.decryption.Authorisation;
import cn.biaozhengtong.caorder.issuance.DownloadCertificates;
import cn.biaozhengtong.caorder.ordering.OrderKind;
import cn.biaozhengtong.caorder.recovery.RecoverCertificates;
import cn.biaozhengtong.caorder.recovery.Recoveries;
import cn.biaozhengtong.caorder.recovery.RecoveryProblem;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Purpose;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.test.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

/// R32, R34: recovered on another phone with the same encryption keys; bids from before open;
/// nothing without the identity proved anew.
class RecoveryTest extends HeldPairTestBase {
    @Value("${local.server.port}")
    private int port;

    @Test
    void R32_recoveredOnAnotherPhone_bidsFromBeforeOpen_andTheLostPhoneCanNothing() {
        Authorisation bid = bid(pair.encryption(), "一号密钥", "二号密钥");
        assertThat(decrypt(lost, pair.signing(), bid)).containsExactly("一号密钥", "二号密钥");
        RecoverCertificates.Recovered got = recovered(pair.signing());
        assertThat(got.keys().getFirst().serial()).isEqualTo(pair.encryption().serial());
        Certificate signing = parsed(got.signing());
        assertThat(signing.notAfter()).isEqualTo(parsed(pair.signing()).notAfter());
        assertThat(signing.subject()).isEqualTo(parsed(pair.signing()).subject());
        assertThat(signing.publicKey()).isNotEqualTo(parsed(pair.signing()).publicKey());
        assertThat(now(pair.signing()).isSuperseded()).isTrue();
        assertThat(now(pair.encryption()).isActive()).isTrue();
        assertThat(decrypt(found, got.signing(), bid(pair.encryption(), "三号密钥")))
                .containsExactly("三号密钥");
        assertThat(decrypt(found, got.signing(), bid)).containsExactly("一号密钥", "二号密钥");
        refused(CertificateProblem.revoked, () -> sign(lost, pair.signing()));
        assertThatThrownBy(() -> decrypt(lost, pair.signing(), bid)).isNotNull();
        assertThat(sign(found, got.signing())).isNotNull();
        // The device of a pair is the certificate's, for the list 生效中.
        assertThat(certificates.pair(got.signing().pairId()))
                .extracting(Certificates.Stored::deviceId)
                .containsOnly(found);
    }

    @Test
    void item9_afterARecovery_theOldCertificateIsTold_withoutTheKeyThatMoved() throws Exception {
        RecoverCertificates.Recovered got = recovered(pair.signing());
        for (Certificates.Stored each : List.of(pair.signing(), got.signing())) {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            "http://127.0.0.1:"
                                                                    + port
                                                                    + "/internal/certificates/"
                                                                    + each.serial().hex()))
                                            .header(
                                                    "Authorization",
                                                    "Bearer "
                                                            + TestTokens.service(
                                                                    "scan-session-service"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            boolean old = each.serial().equals(pair.signing().serial());
            assertThat(answer.body())
                    .contains(old ? "\"state\":\"revoked\"" : "\"state\":\"active\"");
            assertThat(answer.body().contains("\"encryptionCertificate\":\"\"")).isEqualTo(old);
        }
    }

    private Cosigner.Opened sign(DeviceId device, Certificates.Stored signing) {
        return sign.open(
                on(device),
                signing.serial(),
                UUID.randomUUID().toString(),
                List.of(Preimage.of(new byte[] {1})),
                DeviceRound.begin(new byte[] {1}, 1).commitments());
    }

    @Test
    void R32_withoutTheIdentityProvedForIt_nothingIsRecovered() {
        Recoveries.Recovery it = start.start(on(found), pair.signing().serial());
        refused(
                CertificateProblem.verify_anew,
                () -> phone.recover(on(found), it.id(), it.keys().size()));
        Person thief = new Person(AccountId.random(), found);
        refused(
                CertificateProblem.certificate_unknown,
                () -> start.start(thief, pair.signing().serial()));
        refused(
                RecoveryProblem.recovery_unknown,
                () -> phone.recover(thief, it.id(), it.keys().size()));
        admit.prove(proves(found, Purpose.recovery, it.id().toString(), Proof.presence), it.id());
        refused(
                RecoveryProblem.recovery_unknown,
                () -> phone.recover(on(DeviceId.random()), it.id(), it.keys().size()));
        refused(
                RecoveryProblem.wrong_shares,
                () -> phone.recover(on(found), it.id(), it.keys().size() + 1));
        database.sql("UPDATE recovery SET started_at = ? WHERE id = ?")
                .params(Timestamp.from(Instant.now().minus(Duration.ofDays(2))), it.id().toString())
                .update();
        refused(
                RecoveryProblem.recovery_over,
                () -> phone.recover(on(found), it.id(), it.keys().size()));
        assertThat(now(pair.signing()).isActive()).isTrue();
    }

    @Test
    void R32_tenRecoveriesAtOnce_oneTakesEffect() throws Exception {
        int won =
                atOnce(
                        10,
                        () -> {
                            Recoveries.Recovery it = proved(found, pair.signing(), Proof.presence);
                            return phone.recover(on(found), it.id(), it.keys().size());
                        });
        assertThat(won).isEqualTo(1);
        assertThat(
                        certificates.of(account).stream()
                                .filter(it -> it.isSigning())
                                .filter(Certificates.Stored::isActive))
                .hasSize(1);
    }

    @Test
    void R32_aFrozenPair_isRecoveredAndUsable() {
        freeze.freeze(account, pair.signing().serial());
        Authorisation bid = bid(pair.encryption(), "密钥");
        refused(CertificateProblem.frozen, () -> decrypt(lost, pair.signing(), bid));
        RecoverCertificates.Recovered got = recovered(pair.signing());
        assertThat(now(pair.encryption()).isActive()).isTrue();
        assertThat(decrypt(found, got.signing(), bid)).containsExactly("密钥");
    }

    @Test
    void R34_afterRenewalAndRecovery_bidsEncryptedBeforeOpen() {
        Authorisation before = bid(pair.encryption(), "续期前的密钥");
        database.sql(
                        "UPDATE issued_certificate SET not_after = ? WHERE serial IN (SELECT serial FROM certificate WHERE pair_id = ?)")
                .params(
                        Timestamp.from(Instant.now().plus(Duration.ofDays(30))),
                        pair.signing().pairId().toString())
                .update();
        DownloadCertificates.Pair renewed = fetched(OrderKind.renewal, pair.signing().serial());
        // Signed by the new certificate, decrypted with the old key.
        assertThat(decrypt(lost, renewed.signing(), before)).containsExactly("续期前的密钥");
        database.sql(
                        "UPDATE issued_certificate SET not_after = ? WHERE serial IN (SELECT serial FROM certificate WHERE pair_id = ?)")
                .params(
                        Timestamp.from(Instant.now().minusSeconds(60)),
                        pair.signing().pairId().toString())
                .update();
        refused(
                RecoveryProblem.recovery_expired_certificate,
                () -> start.start(on(found), pair.signing().serial()));
        RecoverCertificates.Recovered got = recovered(renewed.signing());
        assertThat(got.keys()).hasSize(2);
        assertThat(decrypt(found, got.signing(), before)).containsExactly("续期前的密钥");
        assertThat(decrypt(found, got.signing(), bid(renewed.encryption(), "续期后的密钥")))
                .containsExactly("续期后的密钥");
    }
}
