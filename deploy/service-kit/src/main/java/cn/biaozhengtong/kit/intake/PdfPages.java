package cn.biaozhengtong.kit.intake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// The leaves of a page tree in order, counted by walking it, whatever its counts say.
final class PdfPages {
    static final int MAX_PAGES = 100;

    private static final int MAX_TREE = 2000;

    private static final List<COSName> INHERITED =
            List.of(COSName.RESOURCES, COSName.MEDIA_BOX, COSName.CROP_BOX, COSName.ROTATE);

    private final List<Page> pages = new ArrayList<>();
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private PdfPages() {}

    /// @param own its dictionary
    /// @param inherited what it has of itself or of what it hangs on
    record Page(COSDictionary own, Map<COSName, COSBase> inherited) {}

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when there are none, or too many
    static List<Page> of(COSDictionary catalog) {
        PdfPages walk = new PdfPages();
        COSDictionary root = catalog.getCOSDictionary(COSName.PAGES);
        if (root != null) {
            walk.from(root);
        }
        if (walk.pages.isEmpty()) {
            throw IntakeProblem.file_broken.exception();
        }
        return walk.pages;
    }

    private void from(COSDictionary root) {
        Deque<Page> todo = new ArrayDeque<>();
        todo.push(new Page(root, inherited(root, Map.of())));
        while (!todo.isEmpty()) {
            Page next = todo.pop();
            if (!seen.add(next.own())) {
                // A tree that bites its tail.
                throw IntakeProblem.file_broken.exception();
            }
            if (seen.size() > MAX_TREE) {
                throw tooMany();
            }
            COSArray kids = next.own().getCOSArray(COSName.KIDS);
            if (kids == null) {
                leaf(next);
            } else {
                for (int i = kids.size() - 1; i >= 0; i--) {
                    if (kids.getObject(i) instanceof COSDictionary kid) {
                        todo.push(new Page(kid, inherited(kid, next.inherited())));
                    }
                }
            }
        }
    }

    private void leaf(Page page) {
        if (pages.size() >= MAX_PAGES) {
            throw tooMany();
        }
        page.inherited().putIfAbsent(COSName.MEDIA_BOX, PDRectangle.LETTER.getCOSArray());
        page.inherited().putIfAbsent(COSName.RESOURCES, new COSDictionary());
        PdfBoxes.mustBeBounded(page);
        pages.add(page);
    }

    private static Map<COSName, COSBase> inherited(COSDictionary own, Map<COSName, COSBase> above) {
        Map<COSName, COSBase> out = new LinkedHashMap<>(above);
        for (COSName name : INHERITED) {
            COSBase value = own.getItem(name);
            if (value != null) {
                out.put(name, value);
            }
        }
        return out;
    }

    private static cn.biaozhengtong.kit.problem.ProblemException tooMany() {
        return PdfWork.tooLarge("> " + MAX_PAGES + " pages");
    }
}
