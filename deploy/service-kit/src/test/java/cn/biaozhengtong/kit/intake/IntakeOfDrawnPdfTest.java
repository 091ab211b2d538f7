package cn.biaozhengtong.kit.intake;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A PDF is kept only when whoever opens it has a bounded raster to draw.
class IntakeOfDrawnPdfTest {
    private static final UUID ACCOUNT = UUID.randomUUID();
    private static final String HUGE = "BI /W 100000 /H 100000 /BPC 1 /CS /G ID \0 EI";
    private static final String SMALL = "q 8 0 0 8 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /G ID ABCD EI Q";

    private static Intake intake;

    @BeforeAll
    static void start() {
        intake = new Intake(1, 160);
    }

    @AfterAll
    static void end() {
        intake.close();
    }

    private static void isRefused(String what, Samples.Change change) throws IOException {
        var pdf = Samples.pdf(1, change);
        try {
            refused(IntakeProblem.pdf_too_large, () -> intake.paper(ACCOUNT, pdf));
        } catch (AssertionError e) {
            throw new AssertionError(what, e);
        }
    }

    private static void isTaken(Samples.Change change) throws IOException {
        assertThat(intake.paper(ACCOUNT, Samples.pdf(1, change)).mediaType())
                .isEqualTo("application/pdf");
    }

    private static COSStream stream(PDDocument document, String content) throws IOException {
        COSStream stream = document.getDocument().createCOSStream();
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(content.getBytes(StandardCharsets.ISO_8859_1));
        }
        return stream;
    }

    private static COSDictionary page(PDDocument document) {
        return document.getPage(0).getCOSObject();
    }

    /// As the content of the page.
    private static Samples.Change content(String content) {
        return (document, catalog) ->
                page(document).setItem(COSName.CONTENTS, stream(document, content));
    }

    private static COSDictionary holding(COSName name, COSBase value) {
        COSDictionary out = new COSDictionary();
        out.setItem(name, value);
        return out;
    }

    private static void resource(PDDocument document, COSName kind, COSBase value) {
        document.getPage(0)
                .getResources()
                .getCOSObject()
                .setItem(kind, holding(COSName.getPDFName("It"), value));
    }

    private static COSArray box(COSBase... values) {
        COSArray out = new COSArray();
        out.addAll(List.of(values));
        return out;
    }

    private static COSArray box(float... values) {
        COSArray out = new COSArray();
        out.setFloatArray(values);
        return out;
    }

    @Test
    void item17_hugeInlinePicture_isRefused_howeverItIsWritten() throws Exception {
        for (String content :
                List.of(
                        HUGE,
                        "q 9 0 0 9 0 0 cm\n" + HUGE + "\nQ",
                        "BI/Width 100000/Height 100000.5/IM true ID \0 EI",
                        "BI /#57 100000 /H#65ight 100000 ID \0 EI",
                        "BI /W 1 /W 100000 /H 100000 /H 1 ID \0 EI",
                        "BI /W 99999999999999999999 /H 1 ID \0 EI",
                        "BI % ID\n /W 100000 /H % ID\n 100000 ID \0 EI",
                        "BI /X (ID (\\) ID ) ) /W 100000 /Y <49 44> /H 100000 ID \0 EI",
                        "BI /DP <</K -1 /Columns 8>> /W 100000 /H 100000 ID \0 EI",
                        // What one viewer takes for a string or data another may not.
                        "BI /W 1 /H 1 ID ( EI " + HUGE,
                        "(x BI <) Tj " + HUGE,
                        "(x BI % ) Tj " + HUGE,
                        "12" + HUGE,
                        HUGE.substring(0, HUGE.indexOf("ID")),
                        // Many that are not huge.
                        "BI /W 10000 /H 10000 /BPC 1 /CS /G ID \0 EI ".repeat(20),
                        // Headers without an end.
                        "BI ".repeat(60_000))) {
            isRefused(content.substring(0, Math.min(80, content.length())), content(content));
        }
    }

    @Test
    void item17_hugeInlinePicture_isRefused_whereverItIsDrawn() throws Exception {
        Map<String, Samples.Change> places = new LinkedHashMap<>();
        places.put(
                "two streams",
                (document, catalog) ->
                        page(document)
                                .setItem(
                                        COSName.CONTENTS,
                                        box(
                                                stream(document, "BI /W 100000"),
                                                stream(document, "/H 100000 ID \0 EI"))));
        places.put(
                "two streams, cut in a word",
                (document, catalog) ->
                        page(document)
                                .setItem(
                                        COSName.CONTENTS,
                                        box(
                                                stream(document, "B"),
                                                stream(document, HUGE.substring(1)))));
        places.put(
                "a page's content that says it is a picture",
                (document, catalog) -> {
                    COSStream it = stream(document, HUGE);
                    it.setItem(COSName.SUBTYPE, COSName.IMAGE);
                    page(document).setItem(COSName.CONTENTS, it);
                });
        places.put(
                "form",
                (document, catalog) -> {
                    COSStream it = stream(document, HUGE);
                    it.setItem(COSName.SUBTYPE, COSName.FORM);
                    resource(document, COSName.XOBJECT, it);
                });
        places.put(
                "pattern",
                (document, catalog) -> {
                    COSStream it = stream(document, HUGE);
                    it.setInt(COSName.PATTERN_TYPE, 1);
                    resource(document, COSName.PATTERN, it);
                });
        places.put(
                "glyph",
                (document, catalog) -> {
                    COSDictionary font =
                            holding(
                                    COSName.getPDFName("CharProcs"),
                                    holding(COSName.A, stream(document, "9 0 d0 " + HUGE)));
                    font.setItem(COSName.SUBTYPE, COSName.TYPE3);
                    resource(document, COSName.FONT, font);
                });
        places.put(
                "mask",
                (document, catalog) ->
                        resource(
                                document,
                                COSName.EXT_G_STATE,
                                holding(
                                        COSName.SMASK,
                                        holding(COSName.G, stream(document, HUGE)))));
        places.put("looks", looks(false));
        places.put("looks of a state", looks(true));
        for (Map.Entry<String, Samples.Change> it : places.entrySet()) {
            isRefused(it.getKey(), it.getValue());
        }
    }

    private static Samples.Change looks(boolean ofAState) {
        return (document, catalog) -> {
            COSStream drawn = stream(document, HUGE);
            COSBase normal = ofAState ? holding(COSName.getPDFName("On"), drawn) : drawn;
            COSDictionary note = holding(COSName.AP, holding(COSName.N, normal));
            note.setItem(COSName.RECT, box(10f, 10f, 80f, 20f));
            page(document).setItem(COSName.ANNOTS, box((COSBase) note));
        };
    }

    @Test
    void item17_contentPackedWithAPredictor_isReadAsViewersReadIt() throws Exception {
        // TIFF's: each byte is the difference to the one before.
        byte[] plain = HUGE.getBytes(StandardCharsets.ISO_8859_1);
        byte[] differences = plain.clone();
        for (int i = 1; i < plain.length; i++) {
            differences[i] = (byte) (plain[i] - plain[i - 1]);
        }
        isRefused(
                "predictor",
                (document, catalog) -> {
                    COSStream it =
                            stream(document, new String(differences, StandardCharsets.ISO_8859_1));
                    COSDictionary how = new COSDictionary();
                    how.setInt(COSName.PREDICTOR, 2);
                    how.setInt(COSName.COLUMNS, plain.length);
                    it.setItem(COSName.DECODE_PARMS, how);
                    page(document).setItem(COSName.CONTENTS, it);
                });
    }

    @Test
    void item17_contentPackedAsAPicture_isRefused() throws Exception {
        var pdf =
                Samples.pdf(
                        1,
                        (document, catalog) -> {
                            COSStream it = stream(document, HUGE);
                            it.setItem(COSName.FILTER, COSName.JBIG2_DECODE);
                            page(document).setItem(COSName.CONTENTS, it);
                        });
        refused(IntakeProblem.file_broken, () -> intake.paper(ACCOUNT, pdf));
    }

    @Test
    void item17_hugePaper_isRefused() throws Exception {
        COSInteger none = COSInteger.ZERO;
        COSInteger huge = COSInteger.get(1_000_000_000);
        for (COSName name : List.of(COSName.MEDIA_BOX, COSName.CROP_BOX)) {
            for (COSArray box :
                    List.of(
                            box(none, none, huge, huge),
                            box(huge, huge, none, none),
                            box(0f, 0f, 14_500f, 10f),
                            box(-7_000f, -7_000f, 7_000f, 7_000f),
                            box(none, none, new COSFloat(Float.MAX_VALUE), none))) {
                isRefused(name + " " + box, (document, it) -> page(document).setItem(name, box));
            }
        }
        isRefused(
                "of the tree",
                (document, catalog) -> {
                    page(document).removeItem(COSName.MEDIA_BOX);
                    catalog.getCOSDictionary(COSName.PAGES)
                            .setItem(COSName.MEDIA_BOX, box(none, none, huge, huge));
                });
        isRefused("unit", unit(1_000));
        isRefused(
                "unit that makes it small",
                (document, catalog) -> {
                    unit(0.000_001f).on(document, catalog);
                    page(document).setItem(COSName.MEDIA_BOX, box(none, none, huge, huge));
                });
    }

    private static Samples.Change unit(float unit) {
        return (document, catalog) ->
                page(document).setItem(COSName.getPDFName("UserUnit"), new COSFloat(unit));
    }

    @Test
    void item17_picturesThatDoNotSayTheirSides_areBoundedByTheirOwn() throws Exception {
        isRefused(
                "a mask",
                (document, catalog) -> {
                    COSStream mask = stream(document, "");
                    mask.setInt(COSName.W, 100_000);
                    mask.setInt(COSName.H, 100_000);
                    COSStream picture = stream(document, "");
                    picture.setItem(COSName.SMASK, mask);
                    resource(document, COSName.XOBJECT, picture);
                });
        isRefused(
                "a JPEG",
                (document, catalog) -> {
                    COSStream picture = document.getDocument().createCOSStream();
                    picture.setItem(COSName.SUBTYPE, COSName.IMAGE);
                    picture.setItem(COSName.FILTER, COSName.DCT_DECODE);
                    try (OutputStream out = picture.createRawOutputStream()) {
                        out.write(Samples.jpegSaying(60_000, 60_000));
                    }
                    resource(document, COSName.XOBJECT, picture);
                });
    }

    @Test
    void item17_whatProgramsWrite_isTaken() throws Exception {
        isTaken(content(SMALL.repeat(500)));
        isTaken(content("BT (Power BI report, /W 100000 /H 9) Tj ET ".repeat(300)));
        isTaken(content("BT /W 12 Tf /H 100000 Td (BI) Tj ET " + SMALL));
        isTaken(unit(2));
        isTaken((document, it) ->
                page(document).setItem(COSName.MEDIA_BOX, box(0f, 0f, 2384f, 3370f)));
        isTaken((document, it) ->
                page(document).setItem(COSName.MEDIA_BOX, box(0f, 0f, 14_400f, 1_000f)));
        isTaken((document, catalog) -> {
            COSStream picture = document.getDocument().createCOSStream();
            picture.setItem(COSName.SUBTYPE, COSName.IMAGE);
            picture.setItem(COSName.FILTER, COSName.DCT_DECODE);
            try (OutputStream out = picture.createRawOutputStream()) {
                out.write(Samples.jpeg(400, 300).getByteArray());
            }
            // Named as an annotation's looks and a mask's group are.
            document.getPage(0)
                    .getResources()
                    .getCOSObject()
                    .setItem(COSName.XOBJECT, holding(COSName.N, picture));
        });
    }
}
