package cn.biaozhengtong.stamping.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cms.SignedData;
import cn.biaozhengtong.stamping.RefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The second step: what was prepared gets its signature, later and elsewhere if need be.
class PdfEmbeddingTest {
    private static final Pattern RANGE = Pattern.compile("/ByteRange \\[0 (\\d+) (\\d+) (\\d+)\\]");

    @TempDir private Path folder;

    private Path target;
    private PreparedPdf prepared;
    private StampOrder order;

    @BeforeEach
    void prepare() throws Exception {
        target = folder.resolve("target.pdf");
        order = Orders.of(PdfFixture.SEAL, PdfFixture.at(1, 200, 200));
        prepared = PdfFixture.STAMPING.prepare(RawPdf.pages(2).table(folder), target, order);
    }

    @Test
    void signature_coversEverythingButItself_andVerifies() throws Exception {
        PdfFixture.SIGNER.embed(PdfFixture.STAMPING, target, prepared);
        byte[] bytes = Files.readAllBytes(target);
        Matcher range = RANGE.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        assertThat(range.find()).isTrue();
        int from = Integer.parseInt(range.group(1));
        int to = Integer.parseInt(range.group(2));
        assertThat(to + Integer.parseInt(range.group(3))).isEqualTo(bytes.length);
        assertThat(bytes[from]).isEqualTo((byte) '<');
        assertThat(bytes[to - 1]).isEqualTo((byte) '>');
        assertThat(new String(bytes, from + 1, to - from - 2, StandardCharsets.ISO_8859_1))
                .matches("[0-9A-F]+");
        ByteArrayOutputStream covered = new ByteArrayOutputStream();
        covered.write(bytes, 0, from);
        covered.write(bytes, to, bytes.length - to);
        byte[] der = PdfFixture.SIGNER.sign(prepared);
        SignedData.parse(der)
                .verifyDetached(
                        covered.toByteArray(),
                        ChainVerifier.trusting(PdfFixture.SIGNER.root),
                        Instant.now());
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text)
                .contains("/SubFilter /ETSI.CAdES.detached", "/M (D:20260301020304+00'00')");
        // signingTime, 1.2.840.113549.1.9.5, is forbidden in PAdES
        assertThat(HexFormat.of().formatHex(der)).doesNotContain("06092a864886f70d010905");
    }

    @Test
    void prepared_canBeKeptAndResumed() throws Exception {
        byte[] cms = PdfFixture.SIGNER.sign(prepared);
        PreparedPdf kept =
                new PreparedPdf(
                        prepared.field(),
                        prepared.suite(),
                        prepared.digestHex(),
                        prepared.before(),
                        prepared.contentsFrom(),
                        prepared.contentsTo(),
                        prepared.length(),
                        prepared.boxes(),
                        prepared.certified(),
                        prepared.open(),
                        prepared.notices());
        PdfStamping other = new PdfStamping(new EarlierDigests());
        other.embed(target, kept, cms);
        byte[] once = Files.readAllBytes(target);
        other.embed(target, kept, cms);
        assertThat(Files.readAllBytes(target)).isEqualTo(once);
        assertThat(Outside.signatures(target)).isEqualTo(1);
    }

    @Test
    void item21_signature_isNotPutIntoAnotherFile() throws Exception {
        byte[] cms = PdfFixture.SIGNER.sign(prepared);
        byte[] bytes = Files.readAllBytes(target);
        for (int at : new int[] {20, (int) prepared.contentsTo() + 3, bytes.length - 2}) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;
            refusedToEmbed(changed, cms);
        }
        refusedToEmbed(Arrays.copyOf(bytes, bytes.length - 1), cms);
        refusedToEmbed(Arrays.copyOf(bytes, bytes.length + 1), cms);
    }

    private void refusedToEmbed(byte[] file, byte[] cms) throws Exception {
        Files.write(target, file);
        assertThatThrownBy(() -> PdfFixture.STAMPING.embed(target, prepared, cms))
                .isInstanceOf(RefusedException.class);
        assertThat(Files.readAllBytes(target)).isEqualTo(file);
    }

    @Test
    void room_isEnoughForChainTimeStampAndOcsp_andMoreIsRefused() {
        byte[] cms = PdfFixture.SIGNER.sign(prepared);
        // A time stamp with its chain and an answer of OCSP are CMS of the same kind: four times
        // it.
        assertThat(prepared.room()).isGreaterThanOrEqualTo(32 << 10);
        assertThat(4 * cms.length).isLessThan(prepared.room());
        byte[] large = new byte[prepared.room() + 1];
        large[0] = 0x30;
        assertThatThrownBy(() -> PdfFixture.STAMPING.embed(target, prepared, large))
                .isInstanceOf(IllegalArgumentException.class);
        byte[] trailing = Arrays.copyOf(cms, cms.length + 1);
        assertThatThrownBy(() -> PdfFixture.STAMPING.embed(target, prepared, trailing))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fieldName_isNotUsedTwice() throws Exception {
        PdfFixture.SIGNER.embed(PdfFixture.STAMPING, target, prepared);
        PdfFixture.refused(cn.biaozhengtong.stamping.Refusal.field_taken, target, order);
    }

    @Test
    void withdrawal_isCuttingToTheRevisionBefore() throws Exception {
        PdfFixture.SIGNER.embed(PdfFixture.STAMPING, target, prepared);
        byte[] cut = Arrays.copyOf(Files.readAllBytes(target), (int) prepared.before());
        assertThat(cut).isEqualTo(RawPdf.pages(2).table(""));
    }

    @Test
    void suiteOfThePlatform_isDigestedAsItsSignerDoes() throws Exception {
        TestSigner signer = new TestSigner(Suite.ecdsa_p256);
        StampOrder foreign =
                new StampOrder(
                        Orders.name(),
                        Suite.ecdsa_p256,
                        PdfFixture.SEAL,
                        "seal",
                        "BZT",
                        Instant.now(),
                        List.of(PdfFixture.at(1, 200, 200)),
                        Optional.empty(),
                        StampOrder.LEAST_RESERVED,
                        Optional.empty());
        Path out = folder.resolve("p256.pdf");
        PreparedPdf it = PdfFixture.STAMPING.prepare(RawPdf.pages(1).table(folder), out, foreign);
        signer.embed(PdfFixture.STAMPING, out, it);
        // poppler knows these algorithms, so it judges.
        assertThat(Outside.pdfsig(out)).contains("Signature is Valid.", "Total document signed");
    }

    @Test
    void order_thatSaysNonsense_isNone() {
        assertThatThrownBy(() -> Orders.of(PdfFixture.SEAL))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        Orders.of(PdfFixture.SEAL, Optional.of(1), PdfFixture.at(1, 200, 200)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
