package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.authority.OcspResponder;
import cn.biaozhengtong.caorder.authority.register.BuiltInAuthority;
import cn.biaozhengtong.caorder.cosigning.Cosigner;
import cn.biaozhengtong.caorder.cosigning.CosigningProblem;
import cn.biaozhengtong.caorder.held.SignForSession;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.cert.OcspResponse;
import cn.biaozhengtong.crypto.cert.RevocationReason;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.StatusStatement;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// The status of a certificate comes with the signatures: revoked a moment later it was still good,
/// revoked a moment before nothing is given out.
class SignedThenRevokedTest extends HeldPairTestBase {
    private static final Preimage SHOWN =
            Preimage.of("what was shown".getBytes(StandardCharsets.UTF_8));

    @Autowired private BuiltInAuthority authority;
    @Autowired private OcspResponder responder;

    private record Begun(DeviceRound device, Cosigner.Opened opened) {}

    private Begun begun() {
        DeviceRound device = DeviceRound.begin("scan:s-1".getBytes(StandardCharsets.UTF_8), 1);
        return new Begun(
                device, sign.open(on(lost), serial(), "s-1", List.of(SHOWN), device.commitments()));
    }

    private SignForSession.Completed finished(Begun it) {
        return finished(it, SHOWN);
    }

    private SignForSession.Completed finished(Begun it, Preimage over) {
        return sign.finish(
                on(lost),
                serial(),
                it.opened().roundId(),
                List.of(over),
                List.of(phone.answer(it.device(), lost, mine(), SHOWN, it.opened())));
    }

    private SerialNumber serial() {
        return pair.signing().serial();
    }

    private Certificate mine() {
        return parsed(pair.signing());
    }

    private void revoked() {
        transactions.executeWithoutResult(ignored -> {
            register.revoke(serial(), RevocationReason.key_compromise);
            register.revoke(pair.encryption().serial(), RevocationReason.key_compromise);
        });
    }

    @Test
    void item5_signedThenRevokedWithinTheSecond_wasGood_andIsBoundToTheseSignatures() {
        SignForSession.Completed completed = finished(begun());
        revoked();
        Certificate issuer = authority.chain().getFirst();
        assertThat(now(issuer)).isInstanceOf(CertificateStatus.Revoked.class);
        List<SerialNumber> serials = List.of(serial(), pair.encryption().serial());
        StatusStatement said = StatusStatement.parse(completed.status());
        said.mustBeGood(
                issuer,
                serials,
                StatusStatement.binding(serials, List.of(SHOWN), completed.signatures()));
        assertThat(said.at()).isBetween(Instant.now().minusSeconds(5), Instant.now());
        assertThatThrownBy(() ->
                        said.mustBeGood(
                                issuer,
                                serials,
                                StatusStatement.binding(
                                        serials, List.of(SHOWN), List.of(new byte[70]))))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void item5_revokedBeforeTheAnswer_givesNothingOut() {
        Begun it = begun();
        revoked();
        refused(CertificateProblem.revoked, () -> finished(it));
    }

    /// What was to be signed was swapped after the round began.
    @Test
    void P15_roundFinishedOverSomethingElse_isLost_beforeAServerShareMoves() {
        Begun it = begun();
        Preimage other = Preimage.of("another page".getBytes(StandardCharsets.UTF_8));
        refused(CosigningProblem.round_lost, () -> finished(it, other));
        assertThat(
                        database.sql("SELECT state FROM signing_round WHERE id = ?")
                                .param(it.opened().roundId().toString())
                                .query(String.class)
                                .single())
                .isEqualTo("open");
    }

    private CertificateStatus now(Certificate issuer) {
        return OcspResponse.verify(
                responder.answer(OcspRequest.about(issuer, serial()).encoded()),
                issuer,
                serial(),
                Instant.now());
    }
}
