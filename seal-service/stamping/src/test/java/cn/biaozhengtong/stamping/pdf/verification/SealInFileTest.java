package cn.biaozhengtong.stamping.pdf.verification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cms.SignedDataBuilder;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.pdf.PdfStamping;
import cn.biaozhengtong.stamping.pdf.PreparedPdf;
import cn.biaozhengtong.stamping.pdf.StampOrder;
import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.SignatureReport;
import cn.biaozhengtong.stamping.report.Verdict;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A seal that a stamp brings along is found by the verifier, and is covered.
class SealInFileTest {
    @TempDir private Path folder;

    private final Pki pki = new Pki();

    private Path stamped(byte[] seal) throws Exception {
        return stamped(seal, seal);
    }

    /// @param seal that is put in
    /// @param signed that the signer means
    private Path stamped(byte[] seal, byte[] signed) throws Exception {
        Path source = Files.write(folder.resolve("source.pdf"), Papers.bid());
        Path target = folder.resolve("target.pdf");
        PdfStamping stamping =
                new PdfStamping(
                        new VerifiedEarlier(
                                new PdfVerification(
                                        pki.trust(), SealOfSignature.IN_ENTRY, PageLook.NONE)));
        StampOrder order =
                new StampOrder(
                        "bzt-01JZZZZZZZZZZZZZZZZZZZZZZZ",
                        Suite.sm2,
                        picture(),
                        "鞍山测试有限公司投标专用章",
                        "鞍山测试有限公司",
                        Pki.NOW,
                        List.of(new Placement.OnPage(1, 100, 100, 60, 60)),
                        Optional.empty(),
                        StampOrder.LEAST_RESERVED,
                        Optional.of(Seal.parse(seal)));
        PreparedPdf prepared = stamping.prepare(source, target, order);
        SignedDataBuilder cms =
                SignedDataBuilder.sealed(
                        prepared.digest(), signed, List.of(pki.signer.certificate()));
        byte[] signature = pki.signer.key().sign(cms.preimage().toBytes());
        stamping.embed(
                target,
                prepared,
                cms.assembleStamped(signature, TimeStamp.Token.of(pki.stamp(signature, Pki.NOW))));
        return target;
    }

    private static SealPicture picture() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(90, 90, BufferedImage.TYPE_INT_ARGB), "png", out);
        return SealPicture.of("png", out.toByteArray(), 20, 20);
    }

    @Test
    void seal_isFound_andJudged() throws Exception {
        Path file = stamped(pki.seal(pki.signer.certificate()));
        Report report = PdfVerification.verify(file, pki.trust());
        SignatureReport only = report.signatures().get(0);
        assertThat(only.verdict()).as(only.toString()).isEqualTo(Verdict.valid);
        assertThat(only.sealName()).contains("鞍山测试有限公司投标专用章");
        assertThat(only.proven()).isTrue();
    }

    @Test
    void seal_ofSomebodyElse_isTold() throws Exception {
        Path file = stamped(pki.seal(pki.colleague.certificate()));
        SignatureReport only = PdfVerification.verify(file, pki.trust()).signatures().get(0);
        assertThat(only.verdict()).isEqualTo(Verdict.invalid);
        assertThat(only.findings()).anyMatch(it -> it.code().equals("signer-not-in-seal"));
    }

    /// As a bid tool could that puts another seal in than the card showed: its list has the signer.
    @Test
    void item2_anotherSealOfTheSameSigner_isTold() throws Exception {
        byte[] meant = pki.seal(pki.signer.certificate());
        byte[] another = pki.seal(pki.signer.certificate(), pki.colleague.certificate());
        SignatureReport only =
                PdfVerification.verify(stamped(another, meant), pki.trust()).signatures().get(0);
        assertThat(only.verdict()).isEqualTo(Verdict.invalid);
        assertThat(only.findings()).anyMatch(it -> it.code().equals("seal-exchanged"));
    }

    @Test
    void seal_isCovered() throws Exception {
        byte[] seal = pki.seal(pki.signer.certificate());
        Path file = stamped(seal);
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("/BZT_Seal");
        // Its last digit but a few, which lies in the maker's signature.
        int digit = at + "/BZT_Seal <".length() + 2 * seal.length - 4;
        bytes[digit] = (byte) (bytes[digit] == '0' ? '1' : '0');
        Files.write(file, bytes);
        SignatureReport only = PdfVerification.verify(file, pki.trust()).signatures().get(0);
        assertThat(only.verdict()).isEqualTo(Verdict.invalid);
    }
}
