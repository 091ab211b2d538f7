package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What earlier signatures allow (ISO 32000-2 §12.8.2, §12.8.6), read through references wherever
/// they stand.
final class Permissions {
    private static final int EVERYTHING = 4;

    private final PdfFile file;
    private final List<Dictionary> locks = new ArrayList<>();
    private int level = EVERYTHING;

    private Permissions(PdfFile file) {
        this.file = file;
    }

    static Permissions read(PdfFile file, Dictionary catalog, Form form)
            throws IOException, RefusedException {
        Permissions out = new Permissions(file);
        Dictionary granted = file.dictionary(catalog.get("Perms"));
        out.signature(file.dictionary(granted.get("DocMDP")));
        if (granted.get("DocMDP") != null) {
            // What it says is not understood: nothing may be changed but as by default.
            out.level = Math.min(out.level, 3);
        }
        for (SignatureField it : form.signatures()) {
            if (it.isSigned()) {
                out.signature(file.dictionary(it.value().orElseThrow()));
                out.lock(file.dictionary(it.field().get("Lock")));
            }
        }
        return out;
    }

    private void signature(Dictionary signature) throws IOException, RefusedException {
        for (PdfValue it : file.array(signature.get("Reference")).items()) {
            Dictionary reference = file.dictionary(it);
            Dictionary parameters = file.dictionary(reference.get("TransformParams"));
            switch (file.name(reference.get("TransformMethod"))) {
                case "DocMDP" -> level = Math.min(level, file.whole(parameters.get("P"), 2));
                case "FieldMDP" -> lock(parameters);
                default -> {
                    // Usage rights and others lock nothing.
                }
            }
        }
    }

    private void lock(Dictionary lock) throws IOException, RefusedException {
        if (lock.get("Action") != null) {
            locks.add(lock);
        }
        if (lock.get("P") != null) {
            level = Math.min(level, file.whole(lock.get("P"), 1));
        }
    }

    /// Whether an earlier signature allows less than everything.
    boolean isRestricted() {
        return level != EVERYTHING || !locks.isEmpty();
    }

    /// The level in force when a signature of ours certifies, or does not.
    Optional<Integer> level(Optional<Integer> ours) {
        return level == EVERYTHING ? ours : Optional.of(level);
    }

    /// @param field existing one that is filled; empty for a new one
    /// @param name of the field
    /// @param further whether annotations come besides
    /// @throws RefusedException locked
    void check(Optional<SignatureField> field, String name, boolean further)
            throws IOException, RefusedException {
        int needed = field.isPresent() && !further ? 2 : 3;
        if (level < needed) {
            throw new RefusedException(Refusal.locked, "certified at level " + level);
        }
        for (Dictionary lock : locks) {
            if (isLocked(lock, name)) {
                throw new RefusedException(Refusal.locked, "a signature locks the field");
            }
        }
    }

    private boolean isLocked(Dictionary lock, String name) throws IOException, RefusedException {
        boolean named = false;
        for (PdfValue it : file.array(lock.get("Fields")).items()) {
            String locked = file.text(it);
            named |= name.equals(locked) || name.startsWith(locked + ".");
        }
        return switch (file.name(lock.get("Action"))) {
            case "Include" -> named;
            case "Exclude" -> !named;
            default -> true;
        };
    }
}
