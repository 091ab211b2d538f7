package cn.biaozhengtong.stamping.pdf.verification.revision;

import cn.biaozhengtong.stamping.pdf.verification.revision.Field.Widget;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Dictionary;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Name;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Null;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Reference;
import cn.biaozhengtong.stamping.pdf.verification.syntax.PdfObject.Text;
import cn.biaozhengtong.stamping.pdf.verification.syntax.TooMuchException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The fields of a revision's form. What was seen already, as in a loop, is passed over.
public final class Fields {
    private static final int MAX = 200_000;
    private static final int MAX_DEPTH = 32;

    private final View view;
    private final List<Field> fields = new ArrayList<>();
    private final Map<Integer, Field> byNumber = new HashMap<>();
    private final Set<Integer> seen = new HashSet<>();

    private Fields(View view) {
        this.view = view;
    }

    public static Fields of(View view) {
        Fields out = new Fields(view);
        Dictionary form = view.dictionary(view.catalog().get("AcroForm"));
        Above none = new Above("", Null.nothing, Null.nothing);
        for (PdfObject it : view.items(form.get("Fields"))) {
            out.collect(it, none, 0);
        }
        return out;
    }

    private record Above(String name, PdfObject type, PdfObject value) {}

    private void collect(PdfObject node, Above above, int depth) {
        if (node instanceof Reference it && !seen.add(it.number()) || depth > MAX_DEPTH) {
            return;
        }
        Dictionary field = view.dictionary(node);
        Above own = own(field, above);
        List<PdfObject> below = new ArrayList<>();
        List<Widget> widgets = new ArrayList<>();
        for (PdfObject kid : view.items(field.get("Kids"))) {
            Dictionary it = view.dictionary(kid);
            if (it.get("T") == Null.nothing && it.get("Kids") == Null.nothing) {
                widgets.add(new Widget(kid, it));
            } else {
                below.add(kid);
            }
        }
        for (PdfObject kid : below) {
            collect(kid, own, depth + 1);
        }
        if (below.isEmpty()) {
            if (widgets.isEmpty()) {
                widgets.add(new Widget(node, field));
            }
            add(node, new Field(own.name, name(own.type), own.value, field, widgets));
        }
    }

    private Above own(Dictionary field, Above above) {
        String part = view.resolve(field.get("T")) instanceof Text text ? shown(text) : "";
        String name =
                above.name.isEmpty() || part.isEmpty()
                        ? above.name + part
                        : above.name + "." + part;
        return new Above(
                name,
                or(view.resolve(field.get("FT")), above.type),
                or(field.get("V"), above.value));
    }

    private static PdfObject or(PdfObject own, PdfObject above) {
        return own == Null.nothing ? above : own;
    }

    private static String name(PdfObject type) {
        return type instanceof Name name ? name.value() : "";
    }

    private void add(PdfObject node, Field field) {
        fields.add(field);
        if (fields.size() > MAX) {
            throw new TooMuchException("fields");
        }
        index(node, field);
        field.widgets().forEach(it -> index(it.object(), field));
    }

    private void index(PdfObject object, Field field) {
        if (object instanceof Reference it) {
            byNumber.putIfAbsent(it.number(), field);
        }
    }

    /// A text string (§7.9.2.2): UTF-16, UTF-8, or one byte a character.
    public static String shown(Text text) {
        byte[] bytes = text.bytes().getBytes(StandardCharsets.ISO_8859_1);
        if (text.bytes().startsWith("\u00fe\u00ff")) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        if (text.bytes().startsWith("\u00ef\u00bb\u00bf")) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        return text.bytes();
    }

    public List<Field> all() {
        return List.copyOf(fields);
    }

    public List<Field> signatures() {
        return fields.stream().filter(Field::isSignature).toList();
    }

    /// To which field a reference leads, as itself or as its widget.
    public Optional<Field> at(PdfObject object) {
        return object instanceof Reference it
                ? Optional.ofNullable(byNumber.get(it.number()))
                : Optional.empty();
    }
}
