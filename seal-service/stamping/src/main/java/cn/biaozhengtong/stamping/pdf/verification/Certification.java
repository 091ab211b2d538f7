package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.stamping.pdf.verification.revision.Fields;
import cn.biaozhengtong.stamping.pdf.verification.revision.View;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Dictionary;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Number;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a signer allows afterwards (ISO 32000-2 §12.8.2.2, §12.8.2.4), read through references.
///
/// @param level 1 nothing, 2 forms, 3 forms and comments; 0 when he certifies nothing
/// @param locks of fields
record Certification(int level, List<Lock> locks) {
    private static final int FORMS = 2;

    Certification {
        locks = List.copyOf(locks);
    }

    /// @param action `All`, `Include` these, or `Exclude` these
    record Lock(String action, List<String> names) {
        Lock {
            names = List.copyOf(names);
        }

        /// A name of a field also means those below it.
        boolean holds(String field) {
            boolean named =
                    names.stream().anyMatch(it -> field.equals(it) || field.startsWith(it + "."));
            return action.equals("All") || action.equals("Include") == named;
        }
    }

    static Certification of(View view, Signed signed) {
        int level = 0;
        List<Lock> locks = new ArrayList<>();
        for (PdfObject it : view.items(signed.value().get("Reference"))) {
            Dictionary reference = view.dictionary(it);
            Dictionary parameters = view.dictionary(reference.get("TransformParams"));
            String method = name(view, reference.get("TransformMethod"));
            if (method.equals("DocMDP")) {
                level = level(view, parameters).orElse(FORMS);
            } else if (method.equals("FieldMDP")) {
                locks.add(lock(view, parameters));
            }
        }
        Dictionary lock = view.dictionary(signed.field().dictionary().get("Lock"));
        if (!lock.entries().isEmpty()) {
            locks.add(lock(view, lock));
            // Of an approval signature, by its field (§12.7.5.5).
            level = level == 0 ? level(view, lock).orElse(0) : level;
        }
        return new Certification(level, locks);
    }

    private static String name(View view, PdfObject object) {
        return view.resolve(object) instanceof PdfObject.Name name ? name.value() : "";
    }

    /// What is no level is the strictest.
    private static Optional<Integer> level(View view, Dictionary parameters) {
        return view.resolve(parameters.get("P")) instanceof Number number
                ? Optional.of(number.value() == 2 || number.value() == 3 ? (int) number.value() : 1)
                : Optional.empty();
    }

    private static Lock lock(View view, Dictionary parameters) {
        List<String> names = new ArrayList<>();
        for (PdfObject it : view.items(parameters.get("Fields"))) {
            if (view.resolve(it) instanceof Text text) {
                names.add(Fields.shown(text));
            }
        }
        return new Lock(name(view, parameters.get("Action")), names);
    }

    boolean locks(String field) {
        return locks.stream().anyMatch(it -> it.holds(field));
    }
}
