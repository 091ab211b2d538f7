package cn.biaozhengtong.stamping.pdf.verification;

import static org.assertj.core.api.Assertions.assertThat;

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
}
