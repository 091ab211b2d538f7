package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.structure.Area;
import cn.biaozhengtong.stamping.ofd.structure.DocumentTree;
import cn.biaozhengtong.stamping.ofd.structure.PageArea;
import cn.biaozhengtong.stamping.ofd.structure.SignatureFile;
import cn.biaozhengtong.stamping.ofd.structure.SignatureFile.Stamp;
import cn.biaozhengtong.stamping.report.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Judges where a seal is seen.
final class StampJudge {
    private static final double HAIR = 0.05;

    private final DocumentTree document;
    private final PageAreas areas;
    private final List<Box> boxes = new ArrayList<>();
    private final Set<Sentence> said = new LinkedHashSet<>();

    StampJudge(DocumentTree document, PageAreas areas) {
        this.document = document;
        this.areas = areas;
    }

    List<Finding> findings(SignatureFile signature, SealPicture seal)
            throws IOException, RefusedException {
        if (signature.stamps().isEmpty()) {
            said.add(Sentence.stamp_absent);
        }
        for (Stamp it : signature.stamps()) {
            place(it);
            boolean real =
                    Math.abs(it.boundary().width() - seal.width()) < 1
                            && Math.abs(it.boundary().height() - seal.height()) < 1;
            if (!real) {
                said.add(Sentence.stamp_size_differs);
            }
        }
        if (!whole(signature.stamps())) {
            said.add(Sentence.stamp_clips_incomplete);
        }
        return said.stream().map(Sentence::found).toList();
    }

    private void place(Stamp stamp) throws IOException, RefusedException {
        Integer page = document.places().get(stamp.page());
        Optional<PageArea> area = page == null ? Optional.empty() : areas.of(page);
        if (page == null || area.isEmpty()) {
            said.add(Sentence.stamp_page_absent);
            return;
        }
        Area seen = stamp.seen();
        if (seen.isEmpty() || area.get().visible().and(seen).isEmpty()) {
            said.add(Sentence.stamp_outside_page);
        } else if (!area.get().visible().holds(seen)) {
            said.add(Sentence.stamp_cut);
        }
        boxes.add(PageAreas.box(page, seen));
    }

    /// Slices follow each other from the left of the seal to its right, again for each group of
    /// pages.
    private static boolean whole(List<Stamp> stamps) {
        double at = 0;
        double width = 0;
        for (Stamp it : stamps) {
            Area clip = it.clip().orElse(null);
            if (clip == null) {
                continue;
            }
            if (at >= width - HAIR) {
                at = 0;
            }
            width = it.boundary().width();
            boolean next =
                    Math.abs(clip.left() - at) < HAIR
                            && clip.top() < HAIR
                            && clip.bottom() > it.boundary().height() - HAIR;
            if (!next) {
                return false;
            }
            at = clip.right();
        }
        return Math.abs(at - width) < HAIR;
    }

    /// Where it is seen.
    List<Box> boxes() {
        return List.copyOf(boxes);
    }
}
