package cn.biaozhengtong.stamping.pdf.verification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.stamping.Trust;
import cn.biaozhengtong.stamping.pdf.PdfStamping;
import cn.biaozhengtong.stamping.pdf.ValidationData;
import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.Verdict;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.pdf.PdfDssDict;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxDocumentReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is needed to verify a signature comes into the file.
class LongTermTest {
    private static final Pki PKI = new Pki();

    @TempDir private Path folder;

    private Path sealed(Pki by, Certificate... users) throws Exception {
        byte[] file = new Signing(Papers.bid(), by).sealed(by.seal(users)).as("seal1");
        return Files.write(folder.resolve("sealed.pdf"), file);
    }

    private static ValidationData data(Pki by, Pki.Holder... about) {
        List<SerialNumber> serials =
                Arrays.stream(about).map(it -> it.certificate().serial()).toList();
        List<Certificate> certificates = Arrays.stream(about).map(Pki.Holder::certificate).toList();
        return new ValidationData(certificates, List.of(by.answer(serials)), List.of());
    }

    /// Somebody who has the root and nothing else, when nobody answers.
    private static Trust rootOnly(Pki by) {
        return Trust.in(
                ChainVerifier.trusting(by.root),
                ChainVerifier.trusting(by.maker.certificate()),
                Pki.NOW);
    }

    @Test
    void item4_withTheDataInside_whoeverHasTheRoot_verifies() throws Exception {
        Path file = sealed(PKI, PKI.signer.certificate());
        Report before = PdfVerification.verify(file, rootOnly(PKI));
        assertThat(Reports.codes(before)).contains("revocation-unknown");
        byte[] signed = Files.readAllBytes(file);
        PdfStamping.addValidationData(file, data(PKI, PKI.signer, PKI.stamper, PKI.maker));
        assertThat(Arrays.copyOf(Files.readAllBytes(file), signed.length)).isEqualTo(signed);
        Report after = PdfVerification.verify(file, rootOnly(PKI));
        assertThat(Reports.codes(after))
                .contains("not-revoked", "validation-data-inside", "later-validation-data")
                .doesNotContain("revocation-unknown");
        assertThat(after.verdict()).isEqualTo(Verdict.valid);
    }

    @Test
    void item4_repeated_addsNothing_andTheNextSignersDataComesBeside() throws Exception {
        Path file = sealed(PKI, PKI.signer.certificate());
        ValidationData first = data(PKI, PKI.signer, PKI.stamper, PKI.maker);
        PdfStamping.addValidationData(file, first);
        byte[] once = Files.readAllBytes(file);
        PdfStamping.addValidationData(file, first);
        assertThat(Files.readAllBytes(file)).isEqualTo(once);
        PdfStamping.addValidationData(file, data(PKI, PKI.colleague, PKI.stamper));
        Report report = PdfVerification.verify(file, rootOnly(PKI));
        assertThat(Reports.codes(report)).contains("validation-data-inside");
        assertThat(report.verdict()).isEqualTo(Verdict.valid);
    }

    @Test
    void item4_answersAboutAnother_orOfAStranger_sayNothing() throws Exception {
        Path file = sealed(PKI, PKI.signer.certificate());
        PdfStamping.addValidationData(file, data(PKI, PKI.colleague, PKI.stamper));
        PdfStamping.addValidationData(
                file,
                new ValidationData(
                        List.of(),
                        List.of(new Pki().answer(List.of(PKI.signer.certificate().serial()))),
                        List.of()));
        Report report = PdfVerification.verify(file, rootOnly(PKI));
        assertThat(Reports.codes(report))
                .contains("revocation-unknown")
                .doesNotContain("validation-data-inside");
    }

    /// EU DSS knows no SM2: it reads what is kept of the same with P-256.
    @Test
    void item4_strangersFindTheDataToo() throws Exception {
        Pki other = new Pki(Suite.ecdsa_p256);
        Path file = sealed(other, other.signer.certificate());
        try (PdfBoxDocumentReader before =
                new PdfBoxDocumentReader(new FileDocument(file.toFile()))) {
            assertThat(before.getDSSDictionary()).isNull();
        }
        PdfStamping.addValidationData(file, data(other, other.signer, other.colleague));
        try (PdfBoxDocumentReader after =
                new PdfBoxDocumentReader(new FileDocument(file.toFile()))) {
            PdfDssDict kept = after.getDSSDictionary();
            assertThat(kept.getCERTs()).hasSize(2);
            assertThat(kept.getOCSPs()).hasSize(1);
            assertThat(kept.getCRLs()).isEmpty();
        }
    }
}
