package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PreparedPdf.Notice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a document loses by a seal, so that it can be said before.
final class Notices {
    private static final Pattern PART = Pattern.compile("pdfaid:part(=[\"']|>)\\s*(\\d)");

    private Notices() {}

    static List<Notice> of(OpenedPdf document) throws IOException, RefusedException {
        List<Notice> out = new ArrayList<>();
        Dictionary catalog = document.catalog();
        PdfFile file = document.file();
        if (file.dictionary(catalog.get("Perms")).get("UR3") != null) {
            out.add(Notice.usage_rights_end);
        }
        int part = part(file, catalog);
        if (part == 1) {
            out.add(Notice.pdfa_1_ends);
        } else if (part > 1 && file.array(catalog.get("OutputIntents")).items().isEmpty()) {
            out.add(Notice.pdfa_without_intent_ends);
        }
        return out;
    }

    /// Of PDF/A, as the metadata claim; 0 when they claim none, or cannot be read.
    private static int part(PdfFile file, Dictionary catalog) throws IOException {
        PdfValue metadata = catalog.get("Metadata");
        try {
            byte[] data = metadata == null ? null : file.data(metadata);
            if (data == null) {
                return 0;
            }
            var found = PART.matcher(new String(data, StandardCharsets.UTF_8));
            return found.find() ? Integer.parseInt(found.group(2)) : 0;
        } catch (RefusedException e) {
            return 0;
        }
    }
}
