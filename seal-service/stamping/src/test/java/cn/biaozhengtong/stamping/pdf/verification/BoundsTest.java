package cn.biaozhengtong.stamping.pdf.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.verification.syntax.Source;
import cn.biaozhengtong.stamping.report.Verdict;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Documents made to never end, or to fill the memory.
@Timeout(120)
class BoundsTest {
    private static final Pki PKI = Forgery.PKI;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static void mustRefuse(byte[] file, Refusal refusal) {
        PdfVerification verification =
                new PdfVerification(PKI.trust(), SealOfSignature.IN_ENTRY, PageLook.NONE);
        assertThatThrownBy(() -> verification.verify(Source.of(file)))
                .isInstanceOfSatisfying(
                        RefusedException.class, it -> assertThat(it.refusal()).isEqualTo(refusal));
    }

    @Test
    void item36_loopOfCrossReferences_isRefused() {
        byte[] file = new Increment(Papers.bid()).append();
        String text = Increment.text(file);
        String start = text.substring(text.lastIndexOf("startxref\n") + 10).split("\n")[0];
        byte[] loop = Increment.bytes(text.replaceFirst("/Prev \\d+", "/Prev " + start));
        mustRefuse(loop, Refusal.not_readable);
    }

    @Test
    void item36_loopOfPages_isRefused() {
        byte[] file =
                new Increment(Papers.bid()).put(2, "<< /Type /Pages /Kids [2 0 R] >>").append();
        mustRefuse(file, Refusal.not_readable);
    }

    @Test
    void item36_loopOfFields_isPassedOver() {
        byte[] file =
                new Increment(Papers.bid())
                        .put(Papers.FORM, "<< /Fields [90 0 R] >>")
                        .put(90, "<< /T (a) /Kids [90 0 R 91 0 R] >>")
                        .put(91, "<< /T (b) /Kids [90 0 R] >>")
                        .append();
        assertThat(Reports.of(file, PKI.trust()).verdict()).isEqualTo(Verdict.unsigned);
    }

    @Test
    void item36_tooManyPages_areRefused() {
        String kids = "10 0 R ".repeat(100_001);
        byte[] file = new Increment(Papers.bid()).put(2, "<< /Kids [" + kids + "] >>").append();
        mustRefuse(file, Refusal.too_large);
    }

    @Test
    void item36_nestedArrays_areNoObject() {
        byte[] file =
                new Increment(Papers.bid())
                        .put(3, "<< /Fields " + "[".repeat(100_000) + "]".repeat(100_000) + " >>")
                        .append();
        assertThat(Reports.of(file, PKI.trust()).verdict()).isEqualTo(Verdict.unsigned);
    }

    @Test
    void item36_objectStreamThatInflatesToAGigabyte_isRefused_withoutTheMemory() {
        byte[] bomb = deflated(1 << 30);
        String dictionary =
                "/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length " + bomb.length;
        Increment out =
                new Increment(Papers.bid())
                        .put(
                                170,
                                "<< "
                                        + dictionary
                                        + " >>\nstream\n"
                                        + Increment.text(bomb)
                                        + "\nendstream");
        byte[] file = throughStream(out, 170);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        mustRefuse(file, Refusal.too_large);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(200L << 20);
    }

    /// The form, object 3, is the first of that object stream, by a hidden stream of references.
    private static byte[] throughStream(Increment out, int stream) {
        String row = "\u0002" + (char) stream + "\u0000";
        String references =
                "<< /Type /XRef /Size 180 /W [1 1 1] /Index [3 1] /Length " + row.length() + " >>";
        byte[] once =
                out.free(3).put(171, references + "\nstream\n" + row + "\nendstream").append();
        int hidden = Increment.text(once).indexOf("171 0 obj");
        return out.trailer("/XRefStm " + hidden).append();
    }

    private static byte[] deflated(int zeros) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var deflating = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED))) {
            byte[] block = new byte[1 << 20];
            for (int i = 0; i < zeros >> 20; i++) {
                deflating.write(block);
            }
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    @Test
    void item36_encrypted_andXfa_areRefused() {
        byte[] encrypted =
                new Increment(Papers.bid())
                        .trailer("/Encrypt << /Filter /Standard /V 1 /R 2 >>")
                        .append();
        mustRefuse(encrypted, Refusal.encrypted);
        byte[] xfa = new Increment(Papers.bid()).put(3, "<< /Fields [] /XFA (<xdp/>) >>").append();
        mustRefuse(xfa, Refusal.active_content);
    }

    @Test
    void onlyAttachmentsEncrypted_isSaid() {
        byte[] file =
                new Increment(Papers.bid())
                        .trailer("/Encrypt << /V 4 /StmF /Identity /StrF /Identity /EFF /StdCF >>")
                        .append();
        assertThat(Reports.codes(Reports.of(file, PKI.trust()))).contains("encrypted-attachment");
    }
}
