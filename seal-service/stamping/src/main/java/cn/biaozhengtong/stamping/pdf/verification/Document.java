package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.verification.revision.Fields;
import cn.biaozhengtong.stamping.pdf.verification.revision.History;
import cn.biaozhengtong.stamping.pdf.verification.revision.Pages;
import cn.biaozhengtong.stamping.pdf.verification.revision.View;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Dictionary;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Null;
import cn.biaozhengtong.stamping.pdf.verification.syntax.Source;
import cn.biaozhengtong.stamping.pdf.verification.syntax.TooMuchException;
import java.util.List;

/// A document whose structure was read, as its last revision has it.
///
/// @param signed signature fields that have a value, time stamps too
record Document(Source source, History history, Pages pages, Fields fields, List<Signed> signed) {
    private static final int MAX_SIGNATURES = 200;

    /// Each signature's ranges are read twice. What is hashed of a file in all: a gibibyte, or a
    /// large file a few times.
    private static final long MAX_SIGNED_BYTES = 1L << 30;

    private static final int MAX_TIMES = 8;

    Document {
        signed = List.copyOf(signed);
    }

    static Document of(Source source) throws RefusedException {
        History history = History.of(source);
        View last = history.last();
        mustBeReadable(last);
        Fields fields = Fields.of(last);
        PdfObject rights = last.dictionary(last.catalog().get("Perms")).get("UR3");
        List<Signed> signed =
                fields.signatures().stream()
                        .filter(it -> last.resolve(it.value()) != Null.nothing)
                        .filter(it -> !it.value().equals(rights))
                        .map(it -> Signed.of(last, it))
                        .toList();
        if (signed.size() > MAX_SIGNATURES
                || signed.size() * source.length()
                        > Math.max(MAX_SIGNED_BYTES, MAX_TIMES * source.length())) {
            throw new TooMuchException("signatures");
        }
        return new Document(source, history, Pages.of(last), fields, signed);
    }

    private static void mustBeReadable(View last) throws RefusedException {
        Dictionary encryption = last.dictionary(last.trailer().get("Encrypt"));
        if (!encryption.entries().isEmpty() && !onlyAttachments(last, encryption)) {
            throw new RefusedException(Refusal.encrypted, "trailer");
        }
        Dictionary form = last.dictionary(last.catalog().get("AcroForm"));
        if (last.resolve(form.get("XFA")) != Null.nothing) {
            throw new RefusedException(Refusal.active_content, "XFA");
        }
    }

    /// Strings and streams are clear, embedded files are not (§7.6.6).
    private static boolean onlyAttachments(View last, Dictionary encryption) {
        return isIdentity(last.resolve(encryption.get("StmF")))
                && isIdentity(last.resolve(encryption.get("StrF")))
                && last.resolve(encryption.get("EFF")) != Null.nothing;
    }

    private static boolean isIdentity(PdfObject filter) {
        return filter == Null.nothing || filter.equals(new PdfObject.Name("Identity"));
    }

    boolean hasEncryptedAttachments() {
        return history.last().trailer().get("Encrypt") != Null.nothing;
    }
}
