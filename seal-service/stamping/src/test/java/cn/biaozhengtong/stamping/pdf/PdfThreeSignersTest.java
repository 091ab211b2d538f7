package cn.biaozhengtong.stamping.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.Trust;
import cn.biaozhengtong.stamping.pdf.verification.PdfVerification;
import cn.biaozhengtong.stamping.report.Finding;
import cn.biaozhengtong.stamping.report.Outcome;
import cn.biaozhengtong.stamping.report.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Three parties sign one after another, each with a seal on a page and one over the edges of all.
class PdfThreeSignersTest {
    private static final List<TestSigner> PARTIES =
            List.of(new TestSigner(), new TestSigner(), new TestSigner());
    private static final int PAGES = 5;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a table", "streams"})
    void laterSigners_changeNothingUndefined_inAnEarlierOnesRevision(String references)
            throws Exception {
        List<Path> revisions = new ArrayList<>(List.of(source(references)));
        for (TestSigner party : PARTIES) {
            Path before = revisions.get(revisions.size() - 1);
            revisions.add(signed(before, party, 60 + 130 * revisions.size()));
        }
        Path last = revisions.get(PARTIES.size());
        for (Path signed : revisions.subList(1, PARTIES.size())) {
            Changes changes = Changes.between(signed, last);
            assertThat(changes.undefined()).as("EU DSS").isEmpty();
            assertThat(changes.form()).isNotEmpty();
        }
        assertThat(Outside.signatures(last)).isEqualTo(PARTIES.size());
        assertThat(Outside.pdfsig(last).split("Total document signed", -1)).hasSize(2);
        Report report = PdfVerification.verify(last, trust());
        assertThat(report.document()).noneMatch(it -> it.outcome() == Outcome.bad);
        // The last says that he signed before his certificate was made; all else is as it must be.
        assertThat(report.signatures())
                .hasSize(PARTIES.size())
                .allSatisfy(it ->
                        assertThat(it.findings())
                                .filteredOn(found -> found.outcome() == Outcome.bad)
                                .extracting(Finding::code)
                                .isSubsetOf("signer-not-valid-then"));
    }

    private Path source(String references) throws Exception {
        RawPdf raw = RawPdf.pages(PAGES);
        return references.equals("streams")
                ? RawPdf.write(folder, raw.stream())
                : raw.table(folder);
    }

    /// What was there stays as it was.
    private Path signed(Path source, TestSigner by, int left) throws Exception {
        Path target = Files.createTempFile(folder, "signed", ".pdf");
        PreparedPdf prepared =
                PdfFixture.STAMPING.prepare(
                        source,
                        target,
                        Orders.of(
                                PdfFixture.SEAL,
                                PdfFixture.at(PAGES, left, 600),
                                new Placement.Seam(0.5)));
        by.embed(PdfFixture.STAMPING, target, prepared);
        assertThat(prepared.boxes()).hasSize(1 + PAGES);
        assertThat(Files.readAllBytes(target)).startsWith(Files.readAllBytes(source));
        return target;
    }

    private static Trust trust() {
        Certificate[] roots = PARTIES.stream().map(it -> it.root).toArray(Certificate[]::new);
        return Trust.in(ChainVerifier.trusting(roots), Instant.now());
    }
}
