package cn.biaozhengtong.stamping.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.Trust;
import cn.biaozhengtong.stamping.pdf.verification.PageLook;
import cn.biaozhengtong.stamping.pdf.verification.PdfVerification;
import cn.biaozhengtong.stamping.pdf.verification.SealOfSignature;
import cn.biaozhengtong.stamping.pdf.verification.VerifiedEarlier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// Stamps documents and holds for every one what must hold for all.
final class PdfFixture {
    static final TestSigner SIGNER = new TestSigner();

    /// As in production, of somebody who knows no authority.
    static final VerifiedEarlier EARLIER =
            new VerifiedEarlier(
                    new PdfVerification(
                            Trust.in(ChainVerifier.trusting(), Instant.now()),
                            SealOfSignature.IN_ENTRY,
                            PageLook.NONE));

    static final PdfStamping STAMPING = new PdfStamping(EARLIER);
    static final SealPicture SEAL = Orders.seal(20);

    private PdfFixture() {}

    /// @param file with the signature in it
    record Stamped(Path file, PreparedPdf prepared) {}

    static Stamped stamp(Path source, Placement... placements) throws Exception {
        return stamp(source, Orders.of(SEAL, placements));
    }

    static Stamped certify(Path source, int level, Placement... placements) throws Exception {
        return stamp(source, Orders.of(SEAL, Optional.of(level), placements));
    }

    static Stamped stamp(Path source, StampOrder order) throws Exception {
        Path target = Files.createTempFile(source.getParent(), "stamped", ".pdf");
        PreparedPdf prepared = STAMPING.prepare(source, target, order);
        SIGNER.embed(STAMPING, target, prepared);
        byte[] before = Files.readAllBytes(source);
        byte[] after = Files.readAllBytes(target);
        assertThat(Arrays.copyOf(after, before.length)).isEqualTo(before);
        assertThat(after).hasSize((int) prepared.length());
        new EarlierDigests().check(target);
        EARLIER.check(target);
        Outside.Ran checked = Outside.qpdf(target);
        assertThat(checked.code()).as(checked.out()).isZero();
        return new Stamped(target, prepared);
    }

    static void refused(Refusal why, Path source, Placement... placements) throws Exception {
        refused(why, source, Orders.of(SEAL, placements));
    }

    static void refused(Refusal why, Path source, StampOrder order) throws Exception {
        byte[] before = Files.readAllBytes(source);
        Path target = source.resolveSibling("refused.pdf");
        Files.deleteIfExists(target);
        assertThatThrownBy(() -> STAMPING.prepare(source, target, order))
                .isInstanceOfSatisfying(
                        RefusedException.class, it -> assertThat(it.refusal()).isEqualTo(why));
        assertThat(target).doesNotExist();
        assertThat(Files.readAllBytes(source)).isEqualTo(before);
    }

    static Placement at(int page, double x, double y) {
        return new Placement.OnPage(page, x, y, 0, 0);
    }
}
