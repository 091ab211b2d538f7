package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Ref;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The form of a document (ISO 32000-2 §12.7.3, §12.7.4): the names of its fields and those that
/// are for signatures. A tree that runs in circles ends where it meets itself.
record Form(Dictionary dictionary, Set<String> names, List<SignatureField> signatures) {
    private static final int MOST_FIELDS = 200_000;

    private record Node(PdfValue at, String prefix, String type, @Nullable PdfValue value) {}

    static Form read(PdfFile file, Dictionary catalog) throws IOException, RefusedException {
        Dictionary form = file.dictionary(catalog.get("AcroForm"));
        Set<String> names = new HashSet<>();
        List<SignatureField> signatures = new ArrayList<>();
        Set<PdfValue> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        for (PdfValue it : file.array(form.get("Fields")).items()) {
            open.add(new Node(it, "", "", null));
        }
        while (!open.isEmpty()) {
            Node node = open.poll();
            if (node.at instanceof Ref && !seen.add(node.at)) {
                continue;
            }
            if (seen.size() > MOST_FIELDS) {
                throw new RefusedException(Refusal.too_large, "fields");
            }
            visit(file, node, open, names, signatures);
        }
        return new Form(form, names, signatures);
    }

    private static void visit(
            PdfFile file,
            Node node,
            Deque<Node> open,
            Set<String> names,
            List<SignatureField> signatures)
            throws IOException, RefusedException {
        Dictionary field = file.dictionary(node.at);
        String own = file.text(field.get("T"));
        String name = join(node.prefix, own);
        String type = field.get("FT") == null ? node.type : file.name(field.get("FT"));
        PdfValue value = field.get("V") == null ? node.value : field.get("V");
        names.add(name);
        List<PdfValue> kids = file.array(field.get("Kids")).items();
        boolean widgets = kids.size() == 1 && isWidget(file, kids.get(0));
        if (!kids.isEmpty() && !widgets) {
            kids.forEach(it -> open.add(new Node(it, name, type, value)));
            return;
        }
        PdfValue widget = widgets ? kids.get(0) : node.at;
        if (type.equals("Sig") && node.at instanceof Ref ref && widget instanceof Ref seen) {
            signatures.add(
                    new SignatureField(
                            name,
                            ref,
                            field,
                            seen,
                            file.dictionary(seen),
                            Optional.ofNullable(value).filter(it -> !it.equals(PdfValue.NULL))));
        }
    }

    private static String join(String prefix, String own) {
        if (own.isEmpty()) {
            return prefix;
        }
        return prefix.isEmpty() ? own : prefix + "." + own;
    }

    /// A kid without a name of its own is no field but a place where its parent is seen.
    private static boolean isWidget(PdfFile file, PdfValue kid)
            throws IOException, RefusedException {
        Dictionary it = file.dictionary(kid);
        return it.get("T") == null && it.get("Kids") == null;
    }

    boolean isSigned() {
        return signatures.stream().anyMatch(SignatureField::isSigned);
    }

    /// @throws RefusedException field_absent, field_taken
    SignatureField empty(String name) throws RefusedException {
        for (SignatureField it : signatures) {
            if (it.name().equals(name)) {
                if (it.isSigned()) {
                    throw new RefusedException(Refusal.field_taken, "a field");
                }
                return it;
            }
        }
        throw new RefusedException(Refusal.field_absent, "a field");
    }

    /// Who may still sign without a new field.
    List<String> open() {
        return signatures.stream().filter(it -> !it.isSigned()).map(SignatureField::name).toList();
    }
}
