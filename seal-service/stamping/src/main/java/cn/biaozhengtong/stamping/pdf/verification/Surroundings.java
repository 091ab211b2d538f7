package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.stamping.pdf.verification.revision.Field;
import cn.biaozhengtong.stamping.pdf.verification.revision.Fields;
import cn.biaozhengtong.stamping.pdf.verification.revision.Pages;
import cn.biaozhengtong.stamping.pdf.verification.revision.Section;
import cn.biaozhengtong.stamping.pdf.verification.revision.View;
import cn.biaozhengtong.stamping.pdf.verification.syntax.Characters;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Dictionary;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Name;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Null;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Text;
import java.util.List;
import java.util.Optional;

/// What concerns no single signature.
final class Surroundings {
    private final Document document;
    private final View last;
    private final Findings findings;

    Surroundings(Document document, Findings findings) {
        this.document = document;
        this.last = document.history().last();
        this.findings = findings;
    }

    void judge() {
        Dictionary permissions = last.dictionary(last.catalog().get("Perms"));
        if (permissions.get("UR3") != Null.nothing || permissions.get("UR") != Null.nothing) {
            findings.add(Sentence.usage_rights);
        }
        if (document.hasEncryptedAttachments()) {
            findings.add(Sentence.encrypted_attachment);
        }
        if (isActive()) {
            findings.add(Sentence.active_content);
        }
        removed();
        if (!document.signed().isEmpty()) {
            structure();
            references();
        }
        fields(permissions);
    }

    private boolean isActive() {
        Dictionary catalog = last.catalog();
        Dictionary names = last.dictionary(catalog.get("Names"));
        return names.get("JavaScript") != Null.nothing
                || catalog.get("AA") != Null.nothing
                || last.dictionary(catalog.get("OpenAction")).name("S").equals("JavaScript");
    }

    /// What an earlier revision had signed and the last has no longer.
    private void removed() {
        List<View> views = document.history().views();
        for (View view : views.subList(0, views.size() - 1)) {
            for (Field field : Fields.of(view).signatures()) {
                Optional<Text> contents = Signed.of(view, field).contents();
                boolean kept =
                        document.signed().stream().anyMatch(it -> it.contents().equals(contents));
                if (contents.isPresent() && !kept) {
                    findings.add(Sentence.signature_removed, Cryptography.shown(field.name()));
                }
            }
        }
    }

    /// References that lead to no object: readers that repair find other ones. What was signed so
    /// is the signer's; what came later is nobody's.
    private void references() {
        long first =
                document.signed().stream()
                        .mapToLong(Signed::end)
                        .filter(it -> it > 0)
                        .min()
                        .orElse(0);
        for (Section section : last.sections()) {
            boolean wrong =
                    section.entries().entrySet().stream()
                            .anyMatch(it -> last.isBroken(it.getKey(), it.getValue()));
            if (wrong && section.from() >= first) {
                findings.add(Sentence.references_broken);
            } else if (wrong) {
                findings.add(Sentence.references_broken_then);
            }
        }
    }

    private void structure() {
        for (long at = last.end(); at < document.source().length(); at++) {
            if (!Characters.isSpace(document.source().at(at))) {
                findings.add(Sentence.bytes_after_end);
                break;
            }
        }
        List<View> views = document.history().views();
        for (int i = 0; i < views.size(); i++) {
            View view = views.get(i);
            boolean grows = i == 0 || view.sections().size() > views.get(i - 1).sections().size();
            boolean before = view.sections().stream().allMatch(it -> it.from() < view.end());
            if (!grows || !before) {
                findings.add(Sentence.history_forked);
            }
        }
    }

    /// A signature that is shown but not in the form is found by some readers only.
    private void fields(Dictionary permissions) {
        Pages pages = document.pages();
        for (int page = 1; page <= pages.count(); page++) {
            for (PdfObject it : last.items(pages.page(page).get("Annots"))) {
                Dictionary widget = last.dictionary(it);
                boolean signature =
                        last.resolve(widget.get("FT")).equals(new Name("Sig"))
                                && last.resolve(widget.get("V")) != Null.nothing
                                && !permissions.get("UR3").equals(widget.get("V"));
                if (signature && document.fields().at(it).isEmpty()) {
                    findings.add(Sentence.signature_outside_form);
                }
            }
        }
    }
}
