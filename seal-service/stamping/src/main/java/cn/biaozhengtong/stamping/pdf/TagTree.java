package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Array;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Ref;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Puts new annotations into the tags of a tagged document (ISO 32000-2 §14.7.5.3, ISO 14289-1
/// §7.18), so that who reads by ear is told of a seal where it stands.
final class TagTree {
    private final PdfFile file;
    private final Increment increment;
    private final Ref root;
    private final List<PdfValue> elements = new ArrayList<>();
    private final List<PdfValue> parents = new ArrayList<>();
    private final int first;
    private final Ref home;

    private TagTree(PdfFile file, Increment increment, Ref root, Ref home, int first) {
        this.file = file;
        this.increment = increment;
        this.root = root;
        this.home = home;
        this.first = first;
    }

    /// Empty for a document without tags.
    static java.util.Optional<TagTree> of(OpenedPdf document, Increment increment)
            throws IOException, RefusedException {
        PdfFile file = document.file();
        if (!(document.catalog().get("StructTreeRoot") instanceof Ref root)) {
            return java.util.Optional.empty();
        }
        Dictionary tree = file.dictionary(root);
        int next = file.whole(tree.get("ParentTreeNextKey"), 0);
        Ref home = tree.get("K") instanceof Ref only && isElement(file, only) ? only : root;
        if (tree.get("K") != null) {
            List<PdfValue> kids = file.array(tree.get("K")).items();
            if (kids.size() == 1 && kids.get(0) instanceof Ref only && isElement(file, only)) {
                home = only;
            }
        }
        int first = Math.max(next, lastKey(file, tree.get("ParentTree")) + 1);
        return java.util.Optional.of(new TagTree(file, increment, root, home, first));
    }

    private static boolean isElement(PdfFile file, Ref ref) throws IOException, RefusedException {
        return file.dictionary(ref).get("S") != null;
    }

    /// Keys of a number tree rise, so the last stands at its right edge (ISO 32000-2 §7.9.7).
    private static int lastKey(PdfFile file, @org.jspecify.annotations.Nullable PdfValue tree)
            throws IOException, RefusedException {
        PdfValue at = tree;
        for (int depth = 0; depth < 32; depth++) {
            Dictionary node = file.dictionary(at);
            List<PdfValue> numbers = file.array(node.get("Nums")).items();
            if (numbers.size() >= 2) {
                return file.whole(numbers.get(numbers.size() - 2), -1);
            }
            List<PdfValue> kids = file.array(node.get("Kids")).items();
            if (kids.isEmpty()) {
                return -1;
            }
            at = kids.get(kids.size() - 1);
        }
        return -1;
    }

    /// @param role `Form` for a field, `Annot` for a stamp
    /// @return the number that the annotation has to name as its `/StructParent`
    int add(Ref annotation, PdfPage page, String role, String text) {
        int key = first + parents.size() / 2;
        Dictionary reference =
                PdfValue.dictionary(
                        "Type", PdfValue.name("OBJR"), "Obj", annotation, "Pg", page.ref());
        Ref element =
                increment.add(
                        PdfValue.dictionary(
                                "Type", PdfValue.name("StructElem"),
                                "S", PdfValue.name(role),
                                "P", home,
                                "Pg", page.ref(),
                                "Alt", PdfText.text(text),
                                "K", reference));
        elements.add(element);
        parents.add(PdfValue.number(key));
        parents.add(element);
        return key;
    }

    /// Hangs what was added into both trees.
    void finish() throws IOException, RefusedException {
        if (elements.isEmpty()) {
            return;
        }
        Dictionary parent = increment.currentDictionary(home);
        increment.put(home, withKids(parent));
        Dictionary tree = increment.currentDictionary(root);
        int next = first + elements.size();
        Dictionary numbered = withParents(tree).with("ParentTreeNextKey", PdfValue.number(next));
        increment.put(root, numbered);
    }

    private Dictionary withKids(Dictionary parent) throws IOException, RefusedException {
        PdfValue kids = parent.get("K");
        if (kids instanceof Ref ref && file.resolve(kids) instanceof Array) {
            increment.put(ref, appended(file.array(ref), elements));
            return parent;
        }
        List<PdfValue> before =
                kids == null ? List.of() : kids instanceof Array it ? it.items() : List.of(kids);
        return parent.with("K", appended(new Array(before), elements));
    }

    private static Array appended(Array before, List<PdfValue> more) {
        List<PdfValue> out = new ArrayList<>(before.items());
        out.addAll(more);
        return new Array(out);
    }

    private Dictionary withParents(Dictionary tree) throws IOException, RefusedException {
        PdfValue parentTree = tree.get("ParentTree");
        Dictionary node = withNumbers(file.dictionary(parentTree));
        if (parentTree instanceof Ref ref) {
            increment.put(ref, node);
            return tree;
        }
        return tree.with("ParentTree", node);
    }

    private Dictionary withNumbers(Dictionary node) throws IOException, RefusedException {
        if (node.get("Kids") == null) {
            return node.with("Nums", appended(file.array(node.get("Nums")), parents));
        }
        PdfValue from = parents.get(0);
        PdfValue to = parents.get(parents.size() - 2);
        Ref leaf =
                increment.add(
                        PdfValue.dictionary(
                                "Limits", new Array(List.of(from, to)),
                                "Nums", new Array(parents)));
        return node.with("Kids", file.array(node.get("Kids")).plus(leaf));
    }
}
