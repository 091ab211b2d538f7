package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Array;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Ref;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refuses what changes by itself what is seen: scripts, XFA, films, programs (ISO 32000-2 §12.6,
/// §12.7.8, §13). Whoever seals it would not know what he seals.
final class ActiveContent {
    private static final int MOST = 500_000;
    private static final Set<String> ACTIONS =
            Set.of(
                    "JavaScript",
                    "Launch",
                    "Rendition",
                    "RichMediaExecute",
                    "Movie",
                    "Sound",
                    "Hide",
                    "ImportData",
                    "SetOCGState",
                    "GoTo3DView");
    private static final Set<String> ANNOTATIONS =
            Set.of("RichMedia", "Movie", "Screen", "Sound", "3D");

    private final PdfFile file;
    private final Set<Ref> seen = new HashSet<>();

    private ActiveContent(PdfFile file) {
        this.file = file;
    }

    /// @throws RefusedException active_content
    static void refuse(PdfFile file, Dictionary catalog, List<PdfPage> pages)
            throws IOException, RefusedException {
        ActiveContent it = new ActiveContent(file);
        Dictionary form = file.dictionary(catalog.get("AcroForm"));
        if (file.resolve(form.get("XFA")) != null || catalog.get("NeedsRendering") != null) {
            throw new RefusedException(Refusal.active_content, "XFA");
        }
        if (file.resolve(file.dictionary(catalog.get("Names")).get("JavaScript")) != null) {
            throw new RefusedException(Refusal.active_content, "scripts of the document");
        }
        it.action(catalog.get("OpenAction"));
        it.actions(catalog.get("AA"));
        it.fields(form.get("Fields"));
        for (PdfPage page : pages) {
            it.actions(page.own().get("AA"));
            for (PdfValue annotation : file.array(page.own().get("Annots")).items()) {
                it.annotation(file.dictionary(annotation));
            }
        }
    }

    private void annotation(Dictionary annotation) throws IOException, RefusedException {
        String subtype = file.name(annotation.get("Subtype"));
        if (ANNOTATIONS.contains(subtype)) {
            throw new RefusedException(Refusal.active_content, subtype);
        }
        action(annotation.get("A"));
        actions(annotation.get("AA"));
    }

    private void fields(@Nullable PdfValue fields) throws IOException, RefusedException {
        Deque<PdfValue> open = new ArrayDeque<>(file.array(fields).items());
        while (!open.isEmpty()) {
            PdfValue it = open.poll();
            if (isNew(it)) {
                Dictionary field = file.dictionary(it);
                actions(field.get("AA"));
                open.addAll(file.array(field.get("Kids")).items());
            }
        }
    }

    private boolean isNew(@Nullable PdfValue value) throws RefusedException {
        if (seen.size() > MOST) {
            throw new RefusedException(Refusal.too_large, "actions");
        }
        return !(value instanceof Ref ref) || seen.add(ref);
    }

    private void actions(@Nullable PdfValue events) throws IOException, RefusedException {
        for (PdfValue it : file.dictionary(events).entries().values()) {
            action(it);
        }
    }

    private void action(@Nullable PdfValue action) throws IOException, RefusedException {
        Deque<PdfValue> open = new ArrayDeque<>();
        PdfValue at = action;
        while (at != null) {
            PdfValue it = isNew(at) ? file.resolve(at) : null;
            if (it instanceof Array several) {
                open.addAll(several.items());
            } else if (it instanceof Dictionary one) {
                String kind = file.name(one.get("S"));
                if (ACTIONS.contains(kind)) {
                    throw new RefusedException(Refusal.active_content, kind);
                }
                PdfValue next = one.get("Next");
                if (next != null) {
                    open.add(next);
                }
            }
            at = open.poll();
        }
    }
}
