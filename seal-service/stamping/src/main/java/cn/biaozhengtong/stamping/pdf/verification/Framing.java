package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.stamping.pdf.verification.revision.Field;
import cn.biaozhengtong.stamping.pdf.verification.revision.Fields;
import cn.biaozhengtong.stamping.pdf.verification.revision.View;
import cn.biaozhengtong.stamping.pdf.verification.syntax.Characters;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Null;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Text;
import cn.biaozhengtong.stamping.pdf.verification.syntax.Source;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Whether a signature covers its revision, all but its own place: two ranges, the first from the
/// file's start, the gap between exactly the string of its /Contents, the second to the revision's
/// end; and whether that revision, opened by itself, holds the signature at that place.
final class Framing {
    private final Document document;
    private final Signed signed;
    private final Findings findings;

    Framing(Document document, Signed signed, Findings findings) {
        this.document = document;
        this.signed = signed;
        this.findings = findings;
    }

    /// Index of the revision that is signed; empty when the findings say why not.
    OptionalInt judge() {
        if (signed.value().twice()) {
            findings.add(Sentence.key_twice);
        }
        if (signed.value().get("Contents") == Null.nothing) {
            findings.add(Sentence.contents_absent);
            return OptionalInt.empty();
        }
        if (signed.contents().isEmpty()) {
            findings.add(Sentence.contents_elsewhere);
            return OptionalInt.empty();
        }
        if (!isWellFormed(signed.byteRange(), document.source().length())) {
            findings.add(Sentence.byte_range_malformed);
            return OptionalInt.empty();
        }
        Text contents = signed.contents().get();
        if (!isFraming(contents)) {
            findings.add(Sentence.byte_range_not_framing);
        }
        return revision(contents);
    }

    private static boolean isWellFormed(List<Long> range, long length) {
        return range.size() == 4
                && range.get(0) == 0
                && range.get(1) > 0
                && range.get(2) > range.get(1)
                && range.get(3) > 0
                && range.get(2) <= length
                && range.get(3) <= length - range.get(2);
    }

    private boolean isFraming(Text contents) {
        return signed.byteRange().get(1) == contents.from()
                && signed.byteRange().get(2) == contents.to()
                && isHexadecimal(document.source(), contents);
    }

    /// Digits alone: white space between them would be signed by nobody.
    private static boolean isHexadecimal(Source source, Text contents) {
        if (source.at(contents.from()) != '<') {
            return false;
        }
        for (long at = contents.from() + 1; at < contents.to() - 1; at++) {
            if (Characters.hex(source.at(at)) < 0) {
                return false;
            }
        }
        return true;
    }

    private OptionalInt revision(Text contents) {
        OptionalInt found = document.history().endingAt(signed.end());
        if (found.isEmpty()) {
            findings.add(Sentence.coverage_not_at_end);
            return found;
        }
        View view = document.history().views().get(found.getAsInt());
        if (!holds(view, contents)) {
            findings.add(Sentence.coverage_not_in_revision);
            return OptionalInt.empty();
        }
        boolean last = found.getAsInt() == document.history().views().size() - 1;
        findings.add(last ? Sentence.coverage_whole : Sentence.coverage_revision);
        return found;
    }

    private boolean holds(View view, Text contents) {
        Optional<Field> then =
                Fields.of(view).signatures().stream()
                        .filter(it -> it.name().equals(signed.name()))
                        .findFirst();
        return then.map(it -> Signed.of(view, it))
                .flatMap(Signed::contents)
                .filter(contents::equals)
                .isPresent();
    }
}
