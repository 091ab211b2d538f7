package cn.biaozhengtong.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.Revocation;
import cn.biaozhengtong.crypto.cert.RevocationEvidence;
import cn.biaozhengtong.crypto.seal.SealVerification.Finding;
import cn.biaozhengtong.crypto.seal.SealVerification.Step;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Revocation of signers and makers, before and after.
class SealStatusTest {
    private final SealFixture world = new SealFixture();

    private RevocationEvidence evidence(List<Revocation> revoked) {
        Crl list =
                Crl.issue(
                        world.ca.authority,
                        BigInteger.ONE,
                        revoked,
                        world.ca.now,
                        world.ca.now.plusSeconds(60));
        Crl ofRoot =
                Crl.issue(
                        CertificateAuthorityKey.of(world.ca.rootKey, world.ca.root),
                        BigInteger.ONE,
                        List.of(),
                        world.ca.now,
                        world.ca.now.plusSeconds(60));
        return RevocationEvidence.of(List.of(list, ofRoot), List.of(), world.ca.now);
    }

    private RevocationEvidence revoked(Certificate who, int offset) {
        return evidence(List.of(new Revocation(who.serial(), world.ca.now.plusSeconds(offset), 1)));
    }

    private SealVerification judged(RevocationEvidence evidence) {
        SealTrust trust =
                new SealTrust(
                        ChainVerifier.trusting(world.ca.root),
                        ChainVerifier.trusting(world.ca.root),
                        world.ca.intermediates(),
                        Optional.of(evidence));
        return SealVerification.of(
                world.signed(world.seal, world.ca.now),
                SealedContent.of(SealFixture.DOCUMENT),
                trust);
    }

    @Test
    void signer_revokedBefore_isBad_after_isGood() {
        assertThat(judged(revoked(world.signer, -1)).finding(Step.revocation))
                .isEqualTo(Finding.bad(Step.revocation, "revoked"));
        assertThat(judged(revoked(world.signer, 1)).finding(Step.revocation))
                .isEqualTo(Finding.good(Step.revocation, "not-revoked"));
    }

    @Test
    void maker_revokedBeforeHeMadeIt_isBad_after_isGood() {
        assertThat(judged(revoked(world.maker, -1)).finding(Step.maker_chain))
                .isEqualTo(Finding.bad(Step.maker_chain, "revoked"));
        assertThat(judged(revoked(world.maker, 1)).finding(Step.maker_chain))
                .isEqualTo(Finding.good(Step.maker_chain, "known"));
    }

    @Test
    void silence_isUnknown() {
        SealVerification it = judged(RevocationEvidence.of(List.of(), List.of(), world.ca.now));
        assertThat(it.finding(Step.revocation))
                .isEqualTo(Finding.unknown(Step.revocation, "status-not-known"));
        assertThat(it.finding(Step.maker_chain))
                .isEqualTo(Finding.unknown(Step.maker_chain, "status-not-known"));
        assertThat(it.isIntact()).isTrue();
        assertThat(judged(evidence(List.of())).finding(Step.revocation).code())
                .isEqualTo("not-revoked");
    }
}
