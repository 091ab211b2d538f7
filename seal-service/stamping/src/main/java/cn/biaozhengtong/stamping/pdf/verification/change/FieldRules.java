package cn.biaozhengtong.stamping.pdf.verification.change;

import cn.biaozhengtong.stamping.pdf.verification.revision.Field;
import cn.biaozhengtong.stamping.pdf.verification.revision.Fields;
import cn.biaozhengtong.stamping.pdf.verification.revision.View;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Dictionary;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Null;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Number;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What may become of fields and annotations.
final class FieldRules {
    private static final Set<String> FILLED = Set.of("V", "AS", "AP", "RV", "I", "TI", "DA", "Q");

    /// Print, ReadOnly, Locked, LockedContents (§12.5.3): they may be set, which hides nothing.
    private static final int HARMLESS_FLAGS = 4 | 64 | 128 | 512;

    private static final int READ_ONLY = 1;
    private static final int UNSEEN = 1 | 2 | 32;

    /// Link destinations inside the document and web addresses do nothing by themselves.
    private static final Set<String> QUIET_ACTIONS = Set.of("GoTo", "URI", "Named", "");

    private final Comparison walk;
    private final View before;
    private final View after;
    private final Fields fieldsBefore;
    private final Fields fieldsAfter;

    FieldRules(Comparison walk, View before, View after, Fields fieldsBefore) {
        this.walk = walk;
        this.before = before;
        this.after = after;
        this.fieldsBefore = fieldsBefore;
        this.fieldsAfter = Fields.of(after);
    }

    /// Kids and roots of the form: none goes, and what comes is a signature's.
    boolean fields(PdfObject one, PdfObject other, Way way) {
        List<PdfObject> had = Rules.items(one);
        List<PdfObject> has = Rules.items(other);
        pair(had, has, Place.field, Kind.field, way);
        for (PdfObject it : added(had, has)) {
            addedField(it, way);
        }
        return true;
    }

    boolean annotations(PdfObject one, PdfObject other, Way way) {
        List<PdfObject> had = Rules.items(one);
        List<PdfObject> has = Rules.items(other);
        for (PdfObject it : had) {
            boolean widget = before.dictionary(it).name("Subtype").equals("Widget");
            Place place = widget ? Place.field : Place.annotation;
            pair(List.of(it), has, place, widget ? Kind.field : Kind.annotation, way);
        }
        for (PdfObject it : added(had, has)) {
            Dictionary annotation = after.dictionary(it);
            if (annotation.name("Subtype").equals("Widget")) {
                addedField(it, way);
            } else if (!annotation.entries().isEmpty()) {
                walk.report(
                        isActive(annotation) ? Kind.action : Kind.annotation, it, way, "", true);
            }
        }
        return true;
    }

    /// Pairs by number; what is written in place, by content.
    private void pair(List<PdfObject> had, List<PdfObject> has, Place place, Kind lost, Way way) {
        for (PdfObject it : had) {
            if (has.contains(it)) {
                walk.push(it, it, place, way);
            } else if (before.resolve(it) != Null.nothing) {
                walk.report(lost, it, way, "", true);
            }
        }
    }

    private static List<PdfObject> added(List<PdfObject> had, List<PdfObject> has) {
        List<PdfObject> out = new ArrayList<>(has);
        out.removeAll(had);
        return out;
    }

    private boolean isActive(Dictionary annotation) {
        String action = after.dictionary(annotation.get("A")).name("S");
        return annotation.get("AA") != Null.nothing || !QUIET_ACTIONS.contains(action);
    }

    private void addedField(PdfObject object, Way way) {
        Optional<Field> field = fieldsAfter.at(object);
        if (field.isEmpty() || !field.get().isSignature()) {
            walk.report(Kind.field, object, way, field.map(Field::name).orElse(""), true);
            return;
        }
        boolean known =
                fieldsBefore.all().stream().anyMatch(it -> it.name().equals(field.get().name()));
        boolean active = field.get().widgets().stream().anyMatch(it -> isActive(it.dictionary()));
        Kind kind = known ? Kind.field : active ? Kind.action : kindOf(field.get());
        walk.report(kind, object, way, field.get().name(), isSeen(field.get()));
    }

    private Kind kindOf(Field field) {
        Dictionary value = after.dictionary(field.value());
        if (value.entries().isEmpty()) {
            return Kind.empty_field;
        }
        return value.name("Type").equals("DocTimeStamp") && !isSeen(field)
                ? Kind.time_stamp
                : Kind.signature_in_new_field;
    }

    private boolean isSeen(Field field) {
        return field.widgets().stream().anyMatch(it -> isSeen(it.dictionary()));
    }

    private boolean isSeen(Dictionary widget) {
        int flags = after.resolve(widget.get("F")) instanceof Number it ? (int) it.value() : 0;
        List<PdfObject> corners = after.items(widget.get("Rect"));
        if (corners.size() != 4 || (flags & UNSEEN) != 0) {
            return false;
        }
        return !same(corners, 0, 2) && !same(corners, 1, 3);
    }

    private boolean same(List<PdfObject> corners, int one, int other) {
        return after.resolve(corners.get(one)).equals(after.resolve(corners.get(other)));
    }

    void field(Dictionary one, Dictionary other, Way way) {
        boolean signature = isSignature(one);
        boolean signed = signature && before.resolve(one.get("V")) != Null.nothing;
        for (String key : Rules.keys(one, other)) {
            PdfObject left = one.get(key);
            PdfObject right = other.get(key);
            if (key.equals("V") && signature) {
                value(left, right, way);
            } else if (!isHarmless(key, left, right)) {
                walk.push(left, right, below(key, signature, signed), way.to(key));
            }
        }
    }

    private boolean isSignature(Dictionary field) {
        PdfObject type = before.resolve(field.get("FT"));
        Dictionary above = field;
        for (int i = 0; type == Null.nothing && i < 32; i++) {
            above = before.dictionary(above.get("Parent"));
            type = before.resolve(above.get("FT"));
        }
        return type.equals(new PdfObject.Name("Sig"));
    }

    private void value(PdfObject left, PdfObject right, Way way) {
        if (before.resolve(left) != Null.nothing) {
            walk.push(left, right, Place.signature, way.to("V"));
            return;
        }
        Dictionary value = after.dictionary(right);
        if (!value.entries().isEmpty()) {
            boolean stamp = value.name("Type").equals("DocTimeStamp");
            String name =
                    fieldsAfter.signatures().stream()
                            .filter(it -> it.value().equals(right))
                            .findFirst()
                            .map(Field::name)
                            .orElse("");
            walk.report(stamp ? Kind.time_stamp : Kind.signature, right, way, name, true);
        }
    }

    private boolean isHarmless(String key, PdfObject one, PdfObject other) {
        int allowed = key.equals("F") ? HARMLESS_FLAGS : key.equals("Ff") ? READ_ONLY : 0;
        int had = flags(before.resolve(one));
        int changed = had ^ flags(after.resolve(other));
        return allowed != 0 && (changed & (had | ~allowed)) == 0;
    }

    private static int flags(PdfObject object) {
        return object instanceof Number it ? (int) it.value() : 0;
    }

    /// @param signed already before: then its appearance stays too
    private static Place below(String key, boolean signature, boolean signed) {
        return switch (key) {
            case "P" -> Place.page;
            case "Parent" -> Place.field;
            case "Kids" -> Place.fields;
            case "StructParent" -> Place.structure;
            case "M" -> signed ? Place.field_rest : Place.metadata;
            default ->
                    !FILLED.contains(key) || signed
                            ? Place.field_rest
                            : signature ? Place.signing : Place.filling;
        };
    }
}
