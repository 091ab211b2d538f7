package cn.biaozhengtong.stamping.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.Trust;
import cn.biaozhengtong.stamping.pdf.verification.PdfVerification;
import cn.biaozhengtong.stamping.report.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The platform's own signature beside the seals, for readers that know no SM2.
class PdfSecondSignatureTest {
    private static final TestSigner PLATFORM = new TestSigner(Suite.ecdsa_p256);

    @TempDir private Path folder;

    private Path sealed() throws Exception {
        return PdfFixture.stamp(RawPdf.pages(3).table(folder), PdfFixture.at(2, 100, 200)).file();
    }

    private Path second(Path source) throws Exception {
        Path target = folder.resolve("second.pdf");
        PdfFixture.STAMPING.addSecondSignature(
                source, target, PLATFORM.key(), PLATFORM.chain, Instant.now());
        return target;
    }

    @Test
    void item7_strangersShowItAsValid_andTheSealIsAsItWas() throws Exception {
        Path sealed = sealed();
        Path both = second(sealed);
        byte[] before = Files.readAllBytes(sealed);
        assertThat(Arrays.copyOf(Files.readAllBytes(both), before.length)).isEqualTo(before);
        assertThat(Outside.qpdf(both).code()).isZero();
        String said = Outside.pdfsig(both);
        assertThat(Outside.signatures(both)).isEqualTo(2);
        String own = said.substring(said.indexOf("Signature #2"));
        assertThat(own)
                .contains("Signature Validation: Signature is Valid", "Total document signed");
        Changes changes = Changes.between(sealed, both);
        assertThat(changes.undefined()).as("EU DSS").isEmpty();
    }

    @Test
    void item7_aByteChangedAfterwards_isSeenByThemToo() throws Exception {
        Path both = second(sealed());
        byte[] bytes = Files.readAllBytes(both);
        bytes[bytes.length / 3] ^= 1;
        Files.write(both, bytes);
        assertThat(Outside.pdfsig(both)).doesNotContain("Signature is Valid");
    }

    @Test
    void item7_whoeverKnowsTheSealsAuthority_stillSeesTheSealIntact() throws Exception {
        Path both = second(sealed());
        Report report =
                PdfVerification.verify(
                        both,
                        Trust.in(
                                ChainVerifier.trusting(PdfFixture.SIGNER.root, PLATFORM.root),
                                Instant.now()));
        assertThat(report.signatures()).hasSize(2);
        assertThat(report.signatures().get(0).findings())
                .extracting(it -> it.code())
                .contains("signature-good", "digest-good", "later-signature");
        assertThat(report.signatures().get(1).findings())
                .extracting(it -> it.code())
                .contains("signature-good", "digest-good", "unchanged");
    }

    private void refused(Path source, Path target, TestSigner by, Instant at) {
        assertThatThrownBy(() ->
                        PdfFixture.STAMPING.addSecondSignature(
                                source, target, PLATFORM.key(), by.chain, at))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void item7_whatNobodyCouldVerify_isNotSigned_andNoFileIsLeft() throws Exception {
        Path sealed = sealed();
        byte[] before = Files.readAllBytes(sealed);
        Path target = folder.resolve("second.pdf");
        Instant now = Instant.now();
        refused(sealed, target, new TestSigner(Suite.ecdsa_p256), now);
        refused(sealed, target, PLATFORM, now.plus(Duration.ofDays(800)));
        refused(RawPdf.pages(1).table(folder), target, PLATFORM, now);
        assertThat(target).doesNotExist();
        refused(sealed, sealed, PLATFORM, now);
        assertThat(Files.readAllBytes(sealed)).isEqualTo(before);
    }

    @Test
    void item7_certifiedAtLevel2_allowsNone_andAKeyOfSm2IsNone() throws Exception {
        Path certified =
                PdfFixture.certify(RawPdf.pages(1).table(folder), 2, PdfFixture.at(1, 100, 200))
                        .file();
        assertThatThrownBy(() -> second(certified))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        it -> assertThat(it.refusal()).isEqualTo(Refusal.locked));
        assertThat(folder.resolve("second.pdf")).doesNotExist();
        TestSigner sm2 = new TestSigner();
        assertThatThrownBy(() ->
                        PdfFixture.STAMPING.addSecondSignature(
                                certified,
                                folder.resolve("second.pdf"),
                                sm2.key(),
                                sm2.chain,
                                Instant.now()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
