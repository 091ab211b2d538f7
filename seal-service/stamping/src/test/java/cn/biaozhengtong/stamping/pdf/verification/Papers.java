package cn.biaozhengtong.stamping.pdf.verification;

/// Unsigned documents to start from. Of each the objects are: 1 catalog, 2 pages, 3 form, 4 font, 5
/// text field, 6 empty signature field, 7 picture that covers the page and is not shown, 8
/// description; pages from 10, each with its content behind.
final class Papers {
    static final int PAGES = 2;
    static final int FORM = 3;
    static final int FONT = 4;
    static final int TEXT_FIELD = 5;
    static final int EMPTY_FIELD = 6;
    static final int PICTURE = 7;
    static final int INFO = 8;
    static final int PAGE = 10;
    static final int CONTENT = 11;

    private Papers() {}

    static byte[] bid() {
        return pages(1);
    }

    static byte[] pages(int count) {
        Increment out = new Increment(Increment.bytes("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"));
        StringBuilder kids = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int page = PAGE + 2 * i;
            kids.append(page).append(" 0 R ");
            String annotations = i == 0 ? " /Annots [5 0 R 6 0 R]" : "";
            out.put(
                    page,
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents "
                            + (page + 1)
                            + " 0 R /Resources << /Font << /F1 4 0 R >> /XObject << /Im 7 0 R >> >>"
                            + annotations
                            + " >>");
            out.stream(page + 1, "", "BT /F1 12 Tf 72 720 Td (Price: 1 000 000) Tj ET");
        }
        out.put(1, "<< /Type /Catalog /Pages 2 0 R /AcroForm 3 0 R >>");
        out.put(PAGES, "<< /Type /Pages /Count " + count + " /Kids [" + kids + "] >>");
        out.put(FORM, "<< /Fields [5 0 R 6 0 R] /SigFlags 1 /DR << /Font << /F1 4 0 R >> >> >>");
        out.put(FONT, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        out.put(
                TEXT_FIELD,
                "<< /Type /Annot /Subtype /Widget /FT /Tx /T (remark) /V (none) /DA (/F1 10 Tf)"
                        + " /Rect [72 600 300 620] /P 10 0 R /F 4 >>");
        out.put(
                EMPTY_FIELD,
                "<< /Type /Annot /Subtype /Widget /FT /Sig /T (buyer) /Rect [300 100 400 200]"
                        + " /P 10 0 R /F 4 >>");
        out.stream(
                PICTURE,
                "/Type /XObject /Subtype /Form /BBox [0 0 595 842]",
                "1 g 0 0 595 842 re f BT /F1 12 Tf 72 720 Td (Price: 9) Tj ET");
        out.put(INFO, "<< /Producer (a test) >>");
        return out.trailer("/Info 8 0 R").append();
    }
}
