package cn.biaozhengtong.stamping.pdf.verification.change;

import cn.biaozhengtong.stamping.pdf.verification.revision.Field;
import cn.biaozhengtong.stamping.pdf.verification.revision.Fields;
import cn.biaozhengtong.stamping.pdf.verification.revision.Pages;
import cn.biaozhengtong.stamping.pdf.verification.revision.View;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Array;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Dictionary;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Null;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Number;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Reference;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What each entry of each dictionary is for, and what may become of it.
final class Rules {
    /// Entries that lead to a page, a field or an annotation without showing it.
    private static final Set<String> LINKS =
            Set.of("P", "Parent", "Popup", "IRT", "Obj", "Fields", "Kids", "CO");

    /// What a section of cross references has for itself.
    private static final Set<String> SECTION =
            Set.of(
                    "Size",
                    "Prev",
                    "XRefStm",
                    "Type",
                    "W",
                    "Index",
                    "Filter",
                    "DecodeParms",
                    "Length",
                    "ID",
                    "Root",
                    "Info");

    private static final Map<String, Place> CATALOG =
            Map.of(
                    "Pages", Place.pages,
                    "AcroForm", Place.form,
                    "DSS", Place.validation_data,
                    "Perms", Place.permissions,
                    "Extensions", Place.metadata,
                    "Metadata", Place.metadata,
                    "Version", Place.metadata,
                    "StructTreeRoot", Place.structure,
                    "OpenAction", Place.action,
                    "AA", Place.action);
    private static final Map<String, Place> PAGE =
            Map.of(
                    "Annots", Place.annotations,
                    "Parent", Place.pages,
                    "Metadata", Place.metadata,
                    "LastModified", Place.metadata,
                    "PieceInfo", Place.metadata,
                    "Tabs", Place.structure,
                    "StructParents", Place.structure,
                    "AA", Place.action);
    private static final Map<String, Place> PAGES =
            Map.of("Kids", Place.pages, "Parent", Place.pages);

    private final Comparison walk;
    private final FieldRules fields;
    private final Fields fieldsBefore;
    private final Pages pagesBefore;
    private final PdfObject catalog;

    /// Whether readers draw the fields themselves, with whatever the form offers for that.
    private final boolean drawnAnew;

    private final Set<Integer> annotationsBefore = new HashSet<>();

    Rules(Comparison walk, View before, View after) {
        this.walk = walk;
        this.pagesBefore = Pages.of(before);
        this.catalog = before.trailer().get("Root");
        this.fieldsBefore = Fields.of(before);
        PdfObject anew = before.dictionary(before.catalog().get("AcroForm")).get("NeedAppearances");
        this.drawnAnew = before.resolve(anew).equals(new PdfObject.Bool(true));
        this.fields = new FieldRules(walk, before, after, fieldsBefore);
        for (int page = 1; page <= pagesBefore.count(); page++) {
            for (PdfObject it : before.items(pagesBefore.page(page).get("Annots"))) {
                if (it instanceof Reference reference) {
                    annotationsBefore.add(reference.number());
                }
            }
        }
    }

    void trailer(Dictionary one, Dictionary other, Way way) {
        if (!one.get("Root").equals(other.get("Root"))) {
            walk.report(Kind.trailer, other.get("Root"), way.to("Root"));
        }
        walk.push(one.get("Root"), other.get("Root"), Place.catalog, way.to("Root"));
        walk.push(one.get("Info"), other.get("Info"), Place.metadata, way.to("Info"));
        if (one.get("ID") instanceof Array left && !left.items().isEmpty()) {
            // The second of the two changes with each revision (§14.4).
            boolean kept =
                    other.get("ID") instanceof Array right
                            && !right.items().isEmpty()
                            && Comparison.same(left.items().get(0), right.items().get(0));
            if (!kept) {
                walk.report(Kind.trailer, Null.nothing, way.to("ID"));
            }
        }
        for (String key : keys(one, other)) {
            if (!SECTION.contains(key)) {
                walk.push(one.get(key), other.get(key), Place.trailer, way.to(key));
            }
        }
    }

    static Set<String> keys(Dictionary one, Dictionary other) {
        Set<String> out = new HashSet<>(one.entries().keySet());
        out.addAll(other.entries().keySet());
        return out;
    }

    /// The catalog (to which a lock's `/Data` leads, §12.8.2.4), a page, a field or an annotation
    /// stays what it is, by whatever link it is met.
    Place placeOf(PdfObject one, PdfObject other, Place place, Way way) {
        if (!one.equals(other) || !(one instanceof Reference reference)) {
            return place;
        }
        if (reference.equals(catalog)) {
            return Place.catalog;
        }
        if (pagesBefore.number(reference) > 0) {
            return Place.page;
        }
        if (LINKS.contains(way.key()) && fieldsBefore.at(reference).isPresent()) {
            return Place.field;
        }
        boolean annotation =
                LINKS.contains(way.key()) && annotationsBefore.contains(reference.number());
        return annotation ? Place.annotation : place;
    }

    Way on(Way way, PdfObject one) {
        return way.on(pagesBefore.number(one)).in(fieldsBefore.at(one).map(Field::name).orElse(""));
    }

    /// Whether a rule for the two as wholes applied, so that nothing is left to compare.
    boolean takes(Place place, PdfObject one, PdfObject other, Way way) {
        return switch (place) {
            case annotations -> fields.annotations(one, other, way);
            case fields -> fields.fields(one, other, way);
            // What was not there may be, where it is judged entry by entry.
            case form -> absent(one) && dictionary(place, empty(), other, way);
            case resources, resource_kind -> absent(one) && added(other, way);
            default -> false;
        };
    }

    /// What the form did not offer before may come, but changes what is seen where it was missed.
    private boolean added(PdfObject resource, Way way) {
        if (drawnAnew && !absent(resource)) {
            walk.report(Kind.form, resource, way);
        }
        return true;
    }

    private static boolean absent(PdfObject object) {
        return object == Null.nothing;
    }

    private static Dictionary empty() {
        return new Dictionary(Map.of(), false);
    }

    private boolean dictionary(Place place, Dictionary one, PdfObject other, Way way) {
        if (other instanceof Dictionary it) {
            dictionary(place, one, it, way);
        }
        return other instanceof Dictionary;
    }

    void dictionary(Place place, Dictionary one, Dictionary other, Way way) {
        if (place == Place.field) {
            fields.field(one, other, way);
            return;
        }
        if (place == Place.pages && !references(one).equals(references(other))) {
            // Even where another page shows the same.
            walk.report(Kind.pages, Null.nothing, way.to("Kids"));
        }
        for (String key : keys(one, other)) {
            PdfObject left = one.get(key);
            PdfObject right = other.get(key);
            boolean settled =
                    place == Place.form && isRaised(key, left, right)
                            || (place == Place.resources || place == Place.resource_kind)
                                    && absent(left)
                                    && added(right, way.to(key));
            if (!settled) {
                walk.push(left, right, below(place, key, one), way.to(key));
            }
        }
    }

    /// SigFlags may be raised (§12.7.3), and appearances need not be made anew any more.
    private static boolean isRaised(String key, PdfObject one, PdfObject other) {
        if (key.equals("SigFlags") && other instanceof Number after) {
            int had = one instanceof Number before ? (int) before.value() : 0;
            return (had & ~(int) after.value()) == 0;
        }
        return key.equals("NeedAppearances")
                && (absent(other) || other.equals(new PdfObject.Bool(false)));
    }

    private static Place below(Place place, String key, Dictionary one) {
        return switch (place) {
            case catalog -> CATALOG.getOrDefault(key, Place.catalog);
            case page -> PAGE.getOrDefault(key, Place.content);
            case pages ->
                    // A page that is written into the tree itself.
                    absent(one.get("Kids"))
                            ? PAGE.getOrDefault(key, Place.content)
                            : PAGES.getOrDefault(key, Place.content);
            case form ->
                    key.equals("Fields")
                            ? Place.fields
                            : key.equals("DR") ? Place.resources : Place.field_rest;
            case resources -> Place.resource_kind;
            case resource_kind -> Place.field_rest;
            case annotation -> key.equals("A") || key.equals("AA") ? Place.action : place;
            default -> place;
        };
    }

    private static List<PdfObject> references(Dictionary node) {
        return items(node.get("Kids")).stream().filter(it -> it instanceof Reference).toList();
    }

    static List<PdfObject> items(PdfObject object) {
        return object instanceof Array it ? it.items() : List.of();
    }
}
