package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.stamping.pdf.verification.change.Change;
import cn.biaozhengtong.stamping.pdf.verification.change.Comparison;
import cn.biaozhengtong.stamping.pdf.verification.change.Kind;
import cn.biaozhengtong.stamping.pdf.verification.change.Work;
import cn.biaozhengtong.stamping.pdf.verification.revision.Leftovers;
import cn.biaozhengtong.stamping.pdf.verification.revision.View;
import cn.biaozhengtong.stamping.report.Finding;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What each revision after a signature did to it. Only a trusted signer who signed a revision
/// answers for the comments and the form that came with it; for what nobody may change, nobody can.
final class LaterChanges {
    private static final int FORMS = 2;
    private static final int COMMENTS = 3;

    private final List<View> views;
    private final Work work = new Work();
    private final Map<Integer, List<Change>> changes = new HashMap<>();
    private final Map<Integer, Leftovers.Found> leftovers = new HashMap<>();

    LaterChanges(List<View> views) {
        this.views = views;
    }

    /// @param from index of the revision that was signed
    /// @param trusted the last revision that a trusted signer signed, -1 for none
    List<Finding> after(int from, Certification certification, int trusted) {
        Set<Finding> out = new LinkedHashSet<>();
        for (int i = from + 1; i < views.size(); i++) {
            bytes(i, out);
            for (Change each : changes(i)) {
                out.add(finding(each, certification, i <= trusted));
            }
        }
        if (out.isEmpty()) {
            out.add(LaterSentence.unchanged.about());
        }
        return List.copyOf(out);
    }

    /// Pages to which something was done after a revision, in their order.
    List<Integer> pages(int from) {
        SortedSet<Integer> out = new TreeSet<>();
        for (int i = from + 1; i < views.size(); i++) {
            changes(i).stream().map(Change::page).filter(it -> it > 0).forEach(out::add);
        }
        return List.copyOf(out);
    }

    /// What a revision changed.
    List<Change> changes(int revision) {
        return changes.computeIfAbsent(
                revision, it -> Comparison.of(views.get(it - 1), views.get(it), work));
    }

    private void bytes(int revision, Set<Finding> out) {
        long from = views.get(revision - 1).end();
        Leftovers.Found found =
                leftovers.computeIfAbsent(revision, it -> Leftovers.in(views.get(it), from));
        if (found == Leftovers.Found.bytes) {
            out.add(LaterSentence.later_unreferenced_bytes.about());
        } else if (found == Leftovers.Found.overlap) {
            out.add(LaterSentence.later_overlapping_objects.about());
        }
        boolean twofold =
                views.get(revision).sections().stream()
                        .anyMatch(it -> it.from() >= from && it.twofold());
        if (twofold) {
            out.add(LaterSentence.later_references_twofold.about());
        }
    }

    private static Finding finding(Change change, Certification certification, boolean signed) {
        Kind kind = change.kind();
        String where = where(change);
        if (kind.isUndefined()) {
            boolean freed = change.freed() && kind != Kind.earlier_signature;
            return (freed ? LaterSentence.later_object_freed : undefined(kind)).about(where);
        }
        if (kind.isHarmless()) {
            return harmless(kind).about();
        }
        if (isLocked(change, certification)) {
            return LaterSentence.later_locked_field.about(where);
        }
        if (isForbidden(kind, certification.level())) {
            boolean field = kind == Kind.signature_in_new_field || kind == Kind.empty_field;
            return (field
                            ? LaterSentence.later_new_field_forbidden
                            : LaterSentence.later_change_forbidden)
                    .about(where, certification.level());
        }
        if (kind == Kind.signature_in_new_field && !change.seen() && !signed) {
            return LaterSentence.later_signature_unseen.about(where);
        }
        return allowed(kind, certification.level(), signed).about(where);
    }

    private static boolean isLocked(Change change, Certification certification) {
        boolean field = change.kind() == Kind.form || change.kind() == Kind.signature;
        return field && certification.locks(change.field());
    }

    private static boolean isForbidden(Kind kind, int level) {
        return switch (kind) {
            case signature, form -> level == 1;
            default -> level > 0 && level < COMMENTS;
        };
    }

    private static LaterSentence harmless(Kind kind) {
        return switch (kind) {
            case validation_data -> LaterSentence.later_validation_data;
            case time_stamp -> LaterSentence.later_time_stamp;
            default -> LaterSentence.later_metadata;
        };
    }

    private static LaterSentence allowed(Kind kind, int level, boolean signed) {
        return switch (kind) {
            case form ->
                    level >= FORMS
                            ? LaterSentence.later_form
                            : signed
                                    ? LaterSentence.later_form_signed
                                    : LaterSentence.later_form_unsigned;
            case annotation ->
                    signed
                            ? LaterSentence.later_annotation_signed
                            : LaterSentence.later_annotation_unsigned;
            case structure ->
                    signed ? LaterSentence.later_tags_signed : LaterSentence.later_tags_unsigned;
            default ->
                    signed ? LaterSentence.later_signature : LaterSentence.later_signature_unproven;
        };
    }

    private static LaterSentence undefined(Kind kind) {
        return switch (kind) {
            case field -> LaterSentence.later_field;
            case action -> LaterSentence.later_action;
            case certification -> LaterSentence.later_certification;
            case earlier_signature -> LaterSentence.later_signature_removed;
            case pages -> LaterSentence.later_pages;
            case page -> LaterSentence.later_page;
            case trailer -> LaterSentence.later_trailer;
            default -> LaterSentence.later_document;
        };
    }

    private static String where(Change change) {
        if (!change.field().isEmpty()) {
            return Cryptography.shown(change.field());
        }
        String shown = Cryptography.shown(change.where());
        return change.page() == 0 ? shown : shown + " (p. " + change.page() + ")";
    }
}
