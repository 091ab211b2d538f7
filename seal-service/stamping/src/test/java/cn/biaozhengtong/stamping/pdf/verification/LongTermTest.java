package cn.biaozhengtong.stamping.pdf.verification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    private static ValidationData words(Pki.Holder about, Trust.OcspAnswer... answers) {
        return new ValidationData(
                List.of(about.certificate(), PKI.maker.certificate()), List.of(answers), List.of());
    }

    private static Trust.OcspAnswer said(Pki.Holder about, CertificateStatus status, Instant from) {
        return PKI.answer(
                List.of(about.certificate().serial()), status, from, from.plusSeconds(600));
    }

    @Test
    void item4_revokedBefore_saidOnlyAfterwards_isNeverTooOld() throws Exception {
        Instant then = Pki.NOW.minus(10, ChronoUnit.DAYS);
        byte[] signed =
                new Signing(Papers.bid(), PKI)
                        .at(then)
                        .sealed(PKI.seal(PKI.signer.certificate()))
                        .as("seal1");
        Path file = Files.write(folder.resolve("sealed.pdf"), signed);
        PdfStamping.addValidationData(
                file,
                words(
                        PKI.signer,
                        said(PKI.signer, new CertificateStatus.Good(), then),
                        said(
                                PKI.signer,
                                new CertificateStatus.Revoked(then.minusSeconds(3600), 1),
                                then.plus(1, ChronoUnit.DAYS))));
        Report report = PdfVerification.verify(file, rootOnly(PKI));
        assertThat(Reports.codes(report))
                .contains("revoked-before")
                .doesNotContain("not-revoked", "validation-data-inside");
        assertThat(report.verdict()).isEqualTo(Verdict.invalid);
    }

    @Test
    void item4_answerFromBeforeTheTimeStamp_isNoProofOfThatTime() throws Exception {
        Path file = sealed(PKI, PKI.signer.certificate());
        Instant before = Pki.NOW.minusSeconds(3660);
        PdfStamping.addValidationData(
                file, words(PKI.signer, said(PKI.signer, new CertificateStatus.Good(), before)));
        PdfStamping.addValidationData(file, data(PKI, PKI.stamper, PKI.maker));
        Report report = PdfVerification.verify(file, rootOnly(PKI));
        assertThat(Reports.codes(report))
                .contains("not-revoked", "time-proven")
                .doesNotContain("validation-data-inside");
    }

    @Test
    void answerOfAClockThatIsThreeSecondsLate_isOfThatTime() throws Exception {
        Path file = sealed(PKI, PKI.signer.certificate());
        Instant late = Pki.NOW.minusSeconds(3603);
        PdfStamping.addValidationData(
                file, words(PKI.signer, said(PKI.signer, new CertificateStatus.Good(), late)));
        PdfStamping.addValidationData(file, data(PKI, PKI.stamper, PKI.maker));
        assertThat(Reports.codes(PdfVerification.verify(file, rootOnly(PKI))))
                .contains("validation-data-inside");
    }

    @Test
    void item4_withoutTheStampersOrTheMakersWord_theDataAreNotInside() throws Exception {
        for (Pki.Holder missing : List.of(PKI.stamper, PKI.maker)) {
            Pki.Holder given = missing == PKI.maker ? PKI.stamper : PKI.maker;
            Path file = sealed(PKI, PKI.signer.certificate());
            PdfStamping.addValidationData(file, data(PKI, PKI.signer, given));
            Trust roots =
                    Trust.in(
                            ChainVerifier.trusting(PKI.root),
                            ChainVerifier.trusting(PKI.root),
                            Pki.NOW);
            assertThat(Reports.codes(PdfVerification.verify(file, roots)))
                    .contains("not-revoked")
                    .doesNotContain("validation-data-inside");
        }
    }

    @Test
    void item4_stampOfARevokedAuthority_provesNoTime() throws Exception {
        Path file = sealed(PKI, PKI.signer.certificate());
        Instant longAgo = Pki.NOW.minus(30, ChronoUnit.DAYS);
        PdfStamping.addValidationData(
                file,
                words(
                        PKI.stamper,
                        said(PKI.stamper, new CertificateStatus.Revoked(longAgo, 1), Pki.NOW)));
        Report report = PdfVerification.verify(file, PKI.trust());
        assertThat(Reports.codes(report))
                .contains("time-stamp-unknown")
                .doesNotContain("time-proven");
    }

    @Test
    void item4_chainThatOnlyTheVerifierHas_isNotInside() throws Exception {
        Pki below = new Pki(Suite.sm2, true);
        Path file = sealed(below, below.signer.certificate());
        ValidationData without =
                new ValidationData(
                        List.of(),
                        data(below, below.signer, below.stamper, below.maker).answers(),
                        List.of(below.rootList()));
        PdfStamping.addValidationData(file, without);
        Trust knows =
                new Trust(
                        ChainVerifier.trusting(below.root),
                        ChainVerifier.trusting(below.maker.certificate()),
                        ChainVerifier.trusting(below.issuing),
                        List.of(below.issuing),
                        List.of(),
                        List.of(),
                        Pki.NOW);
        assertThat(Reports.codes(PdfVerification.verify(file, knows)))
                .contains("not-revoked")
                .doesNotContain("validation-data-inside");
        PdfStamping.addValidationData(
                file, new ValidationData(List.of(below.issuing), List.of(), List.of()));
        assertThat(Reports.codes(PdfVerification.verify(file, knows)))
                .contains("validation-data-inside");
    }

    private Path sealedWithStore(String store) throws Exception {
        Increment source = new Increment(Papers.bid());
        for (int i = 0; i < 64; i++) {
            source.stream(100 + i, "", "junk " + i);
        }
        source.put(1, "<< /Type /Catalog /Pages 2 0 R /AcroForm 3 0 R /DSS " + store + " >>");
        byte[] file =
                new Signing(source.append(), PKI)
                        .sealed(PKI.seal(PKI.signer.certificate()))
                        .as("seal1");
        return Files.write(folder.resolve("sealed.pdf"), file);
    }

    @Test
    void item4_pageThatIsCalledTheStore_staysAsItIs() throws Exception {
        Path file = sealedWithStore(Papers.PAGE + " 0 R");
        PdfStamping.addValidationData(file, data(PKI, PKI.signer, PKI.stamper, PKI.maker));
        Report report = PdfVerification.verify(file, rootOnly(PKI));
        assertThat(Reports.codes(report))
                .contains("validation-data-inside")
                .doesNotContain("later-page");
        assertThat(report.verdict()).isEqualTo(Verdict.valid);
    }

    @Test
    void item4_storeFullOfOtherThings_hidesNoneOfOurs() throws Exception {
        StringBuilder junk = new StringBuilder("[");
        for (int i = 0; i < 64; i++) {
            junk.append(100 + i).append(" 0 R ");
        }
        junk.append("]");
        Path file =
                sealedWithStore("<< /Certs " + junk + " /OCSPs " + junk + " /CRLs " + junk + ">>");
        PdfStamping.addValidationData(file, data(PKI, PKI.signer, PKI.stamper, PKI.maker));
        assertThat(Reports.codes(PdfVerification.verify(file, rootOnly(PKI))))
                .contains("validation-data-inside");
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
