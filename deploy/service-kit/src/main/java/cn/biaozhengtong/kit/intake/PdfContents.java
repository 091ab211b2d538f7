package cn.biaozhengtong.kit.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/// Finds what viewers run as content, by where it hangs and not by what it calls itself: pages,
/// forms, patterns, glyphs of Type 3 fonts, looks of annotations, groups of masks; and bounds the
/// pictures within.
final class PdfContents {
    /// Of pages, which may share what they show, and of the rest once each.
    private static final long MAX_RUN = PdfStreams.MAX_INFLATED / 2;

    private static final COSName CHAR_PROCS = COSName.getPDFName("CharProcs");

    private final Set<COSStream> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private long run;

    void mustBeBounded(COSDictionary it) throws IOException {
        if (COSName.PAGE.equals(it.getDictionaryObject(COSName.TYPE))) {
            page(it.getDictionaryObject(COSName.CONTENTS));
        }
        if (it instanceof COSStream stream
                && (COSName.FORM.equals(it.getDictionaryObject(COSName.SUBTYPE))
                        || it.containsKey(COSName.PATTERN_TYPE))) {
            once(stream);
        }
        each(it.getDictionaryObject(CHAR_PROCS));
        if (it.getDictionaryObject(COSName.AP) instanceof COSDictionary looks) {
            each(looks.getDictionaryObject(COSName.N));
        }
        if (it.getDictionaryObject(COSName.SMASK) instanceof COSDictionary mask) {
            each(mask.getDictionaryObject(COSName.G));
        }
    }

    private void page(@Nullable COSBase contents) throws IOException {
        List<COSStream> streams = new ArrayList<>();
        if (contents instanceof COSStream stream) {
            streams.add(stream);
        } else if (contents instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.getObject(i) instanceof COSStream stream) {
                    streams.add(stream);
                }
            }
        }
        scan(streams, true);
        if (streams.size() > 1) {
            scan(streams, false);
        }
    }

    private void each(@Nullable COSBase it) throws IOException {
        if (it instanceof COSStream stream) {
            once(stream);
        } else if (it instanceof COSDictionary named) {
            for (COSName name : named.keySet()) {
                if (named.getDictionaryObject(name) instanceof COSStream stream) {
                    once(stream);
                }
            }
        }
    }

    private void once(COSStream stream) throws IOException {
        if (seen.add(stream)) {
            scan(List.of(stream), true);
        }
    }

    /// @param apart whether there is white space between them: viewers differ
    private void scan(List<COSStream> streams, boolean apart) throws IOException {
        InlinePictures pictures = new InlinePictures();
        for (COSStream stream : streams) {
            try (InputStream in = PdfStreams.content(stream)) {
                run += pictures.in(in, MAX_RUN - run);
            }
            if (run >= MAX_RUN) {
                throw PdfWork.tooLarge("> " + MAX_RUN / 1_000_000 + " MB");
            }
            if (apart) {
                pictures.gap();
            }
        }
        pictures.gap();
    }
}
