package cn.biaozhengtong.stamping.pdf.verification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.stamping.Trust;
import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.Verdict;
import org.junit.jupiter.api.Test;

class ValidTest {
    private static final Pki PKI = new Pki();

    @Test
    void sealed_stamped_isValid_withEveryStep() {
        byte[] file =
                new Signing(Papers.bid(), PKI)
                        .sealed(PKI.seal(PKI.signer.certificate()))
                        .as("seal1");
        Report report = Reports.of(file, PKI.trust());
        assertThat(report.signatures()).hasSize(1);
        assertThat(Reports.codes(report))
                .containsExactly(
                        "format-good",
                        "signature-good",
                        "signer-in-seal-good",
                        "seal-signature-good",
                        "maker-good",
                        "seal-in-force-good",
                        "signer-known",
                        "not-revoked",
                        "time-proven",
                        "digest-good",
                        "coverage-whole",
                        "unchanged");
        assertThat(report.verdict()).isEqualTo(Verdict.valid);
    }

    @Test
    void item36_subscriberWhoMakesHimselfASeal_isNoMaker_thoughHeLeadsToTheSameRoot() {
        byte[] own =
                PKI.seal(
                                PKI.colleague,
                                Pki.NOW.minusSeconds(86_400),
                                Pki.NOW.plusSeconds(86_400),
                                PKI.colleague.certificate())
                        .encoded();
        byte[] file = new Signing(Papers.bid(), PKI).by(PKI.colleague).sealed(own).as("seal1");
        Report report = Reports.of(file, PKI.trust());
        assertThat(Reports.codes(report)).contains("maker-unknown").doesNotContain("maker-good");
        assertThat(report.verdict()).isEqualTo(Verdict.intact_not_proven);
        ChainVerifier root = ChainVerifier.trusting(PKI.root);
        assertThat(Reports.codes(Reports.of(file, Trust.in(root, Pki.NOW))))
                .contains("maker-unknown");
    }
}
