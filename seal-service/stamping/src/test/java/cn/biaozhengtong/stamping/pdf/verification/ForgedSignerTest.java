package cn.biaozhengtong.stamping.pdf.verification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.Revocation;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.stamping.Trust;
import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Signatures that fit, by the wrong hands, with the wrong seal, at the wrong time.
class ForgedSignerTest {
    private static final Pki PKI = Forgery.PKI;
    private static final Pki STRANGER = new Pki();
    private static final Instant THEN = Pki.NOW.minus(Duration.ofDays(10));

    private static Report of(byte[] file) {
        return Reports.of(file, PKI.trust());
    }

    private static void mustSay(Report report, Verdict verdict, String code) {
        assertThat(Reports.codes(report)).contains(code);
        assertThat(report.verdict()).as(Reports.codes(report).toString()).isEqualTo(verdict);
    }

    private static Signing signing() {
        return new Signing(Papers.bid(), PKI);
    }

    @Test
    void item36_strangerWithTheSameNames_isNotProven_neverInvalid() {
        mustSay(of(Signing.sign(Papers.bid(), PKI)), Verdict.valid, "signer-known");
        mustSay(
                of(signing().by(STRANGER.signer).as("seal1")),
                Verdict.intact_not_proven,
                "signer-unknown");
        mustSay(
                of(Signing.sign(Papers.bid(), STRANGER)),
                Verdict.intact_not_proven,
                "time-stamp-unknown");
    }

    @ParameterizedTest
    @EnumSource
    void othersSuites_areKnown_whereTheirAuthorityIs(Suite suite) {
        Pki theirs = new Pki(suite);
        byte[] file = Signing.sign(Papers.bid(), theirs);
        assertThat(of(file).verdict()).isEqualTo(Verdict.intact_not_proven);
        Report known = Reports.of(file, theirs.trust());
        assertThat(known.verdict()).as(Reports.codes(known).toString()).isEqualTo(Verdict.valid);
    }

    @Test
    void item36_signerOutsideTheSeal_isInvalid() {
        byte[] seal = PKI.seal(PKI.colleague.certificate());
        mustSay(
                of(signing().sealed(seal).by(PKI.colleague).as("seal1")),
                Verdict.valid,
                "maker-good");
        mustSay(of(signing().sealed(seal).as("seal1")), Verdict.invalid, "signer-not-in-seal");
    }

    @Test
    void item36_sealOfAStrangersMaker_isNotProven() {
        byte[] seal = STRANGER.seal(PKI.signer.certificate());
        mustSay(of(signing().sealed(seal).as("seal1")), Verdict.intact_not_proven, "maker-unknown");
    }

    @Test
    void item36_sealWithABrokenSignature_isInvalid() {
        byte[] seal = PKI.seal(PKI.signer.certificate());
        mustSay(of(signing().sealed(seal).as("seal1")), Verdict.valid, "seal-signature-good");
        seal[seal.length - 8] ^= 1;
        mustSay(of(signing().sealed(seal).as("seal1")), Verdict.invalid, "seal-signature-bad");
        byte[] cut = java.util.Arrays.copyOf(seal, seal.length - 1);
        mustSay(of(signing().sealed(cut).as("seal1")), Verdict.invalid, "seal-malformed");
    }

    @Test
    void item36_sealOutOfItsTime_isInvalid() {
        Seal over =
                PKI.seal(
                        PKI.maker,
                        Pki.NOW.minus(Duration.ofDays(200)),
                        THEN,
                        PKI.signer.certificate());
        Signing before = signing().sealed(over.encoded()).at(THEN.minusSeconds(60));
        mustSay(of(before.as("seal1")), Verdict.valid, "seal-in-force-good");
        mustSay(
                of(signing().sealed(over.encoded()).as("seal1")),
                Verdict.invalid,
                "seal-not-in-force");
    }

    @Test
    void item36_revokedBefore_isInvalid_after_isNot() {
        Revocation revoked = new Revocation(PKI.signer.certificate().serial(), THEN, 1);
        Trust trust = PKI.trust(List.of(revoked));
        byte[] after = Signing.sign(Papers.bid(), PKI);
        mustSay(of(after), Verdict.valid, "not-revoked");
        mustSay(Reports.of(after, trust), Verdict.invalid, "revoked-before");
        byte[] before = signing().at(THEN.minusSeconds(60)).as("seal1");
        mustSay(Reports.of(before, trust), Verdict.valid, "revoked-after");
        byte[] claimed = signing().at(THEN.minusSeconds(60)).unstamped().as("seal1");
        mustSay(Reports.of(claimed, trust), Verdict.intact_not_proven, "revoked-unproven");
    }

    @Test
    void item36_certificateOutOfItsTime_isInvalid() {
        Pki.Holder young = PKI.holder(Suite.sm2, "新", CertificateProfile.subscriber_signing, THEN);
        mustSay(of(signing().by(young).as("seal1")), Verdict.valid, "signer-known");
        mustSay(
                of(signing().by(young).at(THEN.minusSeconds(60)).as("seal1")),
                Verdict.invalid,
                "signer-not-valid-then");
    }

    @Test
    void expiredCertificate_isProvenByATimeStampAlone() {
        Instant long_ago = Pki.NOW.minus(Duration.ofDays(300));
        Pki.Holder old =
                PKI.holder(
                        Suite.sm2,
                        "旧",
                        CertificateProfile.subscriber_signing,
                        long_ago.minus(Duration.ofDays(200)));
        mustSay(
                of(
                        signing()
                                .by(old)
                                .at(Pki.NOW.minus(Duration.ofDays(200)))
                                .unstamped()
                                .as("seal1")),
                Verdict.intact_not_proven,
                "signer-expired-since");
        Report stamped = of(signing().by(old).at(Pki.NOW.minus(Duration.ofDays(200))).as("seal1"));
        assertThat(Reports.codes(stamped)).contains("signer-known", "time-proven");
    }

    @Test
    void item36_certificateForSomethingElse_isNotProven() {
        Pki.Holder operator = PKI.holder(Suite.sm2, "操作员", CertificateProfile.operator);
        mustSay(
                of(signing().by(operator).as("seal1")),
                Verdict.intact_not_proven,
                "signer-unsuitable");
    }

    @Test
    void noTimeStamp_isNotProven() {
        Report report = of(signing().unstamped().as("seal1"));
        mustSay(report, Verdict.intact_not_proven, "time-not-proven");
        assertThat(report.signatures().get(0).proven()).isFalse();
    }

    @Test
    void item36_anotherCertificateOfTheSameKey_isSeen() {
        byte[] file = signing().as("seal1");
        Pki.Holder twin = PKI.twin(PKI.signer);
        mustSay(
                of(Bytes.withCms(file, Bytes.swapped(file, twin.certificate()))),
                Verdict.invalid,
                "certificate-swapped");
    }

    @Test
    void item36_timeStampOfAnotherSignature_isInvalid() {
        byte[] file = signing().as("seal1");
        byte[] token = PKI.stamp(new byte[] {1}, THEN);
        mustSay(
                of(Bytes.withCms(file, Signing.stamped(Bytes.cms(file), token))),
                Verdict.invalid,
                "time-stamp-bad");
    }
}
