package cn.biaozhengtong.stamping.pdf.verification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.cms.Form;
import cn.biaozhengtong.crypto.cms.SignedDataBuilder;
import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Calendar;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.ExternalSigningSupport;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.junit.jupiter.api.Test;

/// Documents whose structure another library wrote: object streams, its own increments.
class PdfBoxSignedTest {
    private static final Pki PKI = Forgery.PKI;

    /// With cross references and objects in streams.
    private static byte[] paper() throws IOException {
        try (PDDocument document = new PDDocument()) {
            for (int i = 0; i < 5; i++) {
                document.addPage(new PDPage());
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static byte[] sign(byte[] file, Pki.Holder by) throws IOException {
        try (PDDocument document = Loader.loadPDF(file)) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(COSName.getPDFName("ETSI.CAdES.detached"));
            signature.setSignDate(Calendar.getInstance());
            document.addSignature(signature);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ExternalSigningSupport external = document.saveIncrementalForExternalSigning(out);
            byte[] content = external.getContent().readAllBytes();
            external.setSignature(
                    new SignedDataBuilder(
                                    Form.rfc5652, content, List.of(by.certificate()), Instant.now())
                            .sign(by.key(), true));
            return out.toByteArray();
        }
    }

    @Test
    void signedTwice_isIntact_andTheSecondIsTheOnlyChange() throws IOException {
        byte[] twice = sign(sign(paper(), PKI.signer), PKI.colleague);
        Report report = Reports.of(twice, PKI.trust());
        assertThat(report.pages()).isEqualTo(5);
        assertThat(report.signatures()).hasSize(2);
        // Without a time stamp it is not proven, and nothing else is wrong.
        assertThat(report.verdict()).isEqualTo(Verdict.intact_not_proven);
        assertThat(Reports.codes(report.signatures().get(0)))
                .contains("signer-known", "coverage-revision", "later-signature")
                .noneMatch(it -> it.startsWith("later-") && !it.equals("later-signature"));
        assertThat(Reports.codes(report.signatures().get(1)))
                .contains("signer-known", "coverage-whole", "unchanged");
    }

    @Test
    void item36_pageAddedByAnotherLibrary_isSeen() throws IOException {
        byte[] signed = sign(paper(), PKI.signer);
        try (PDDocument document = Loader.loadPDF(signed)) {
            PDPage page = new PDPage();
            document.addPage(page);
            page.getCOSObject().setNeedToBeUpdated(true);
            document.getPages().getCOSObject().setNeedToBeUpdated(true);
            document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.saveIncremental(out);
            Report report = Reports.of(out.toByteArray(), PKI.trust());
            assertThat(report.verdict()).isEqualTo(Verdict.invalid);
            assertThat(Reports.codes(report)).contains("later-pages");
        }
    }
}
