package cn.biaozhengtong.kit.intake;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.test.HostileFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;

/// PDFs are written anew with what their pages show, or refused with the reason.
class IntakeOfPdfTest {
    private static final UUID ACCOUNT = UUID.randomUUID();

    private static Intake intake;

    @BeforeAll
    static void start() {
        intake = new Intake(1, 160);
    }

    @AfterAll
    static void end() {
        intake.close();
    }

    private static Intake.Taken taken(ByteArrayResource pdf) {
        Intake.Taken it = intake.paper(ACCOUNT, pdf);
        assertThat(it.mediaType()).isEqualTo("application/pdf");
        return it;
    }

    private static COSDictionary action(String name) {
        COSDictionary action = new COSDictionary();
        action.setName(COSName.S, name);
        return action;
    }

    @Test
    void item1_plainPdf_isWrittenAnew_withItsPages_andNothingElse() throws Exception {
        ByteArrayResource pdf =
                Samples.pdf(
                        3,
                        (document, catalog) -> {
                            document.getDocumentInformation().setAuthor("SOMEBODY");
                            catalog.setItem(COSName.OPEN_ACTION, action("GoTo"));
                            PDAnnotationLink link = new PDAnnotationLink();
                            link.setRectangle(new PDRectangle(10, 10, 50, 50));
                            PDActionURI uri = new PDActionURI();
                            uri.setURI("https://evil.example/");
                            link.setAction(uri);
                            document.getPage(0).getAnnotations().add(link);
                            catalog.setItem(COSName.getPDFName("SecretExtra"), action("GoTo"));
                        });
        Intake.Taken kept = taken(pdf);
        String raw = new String(kept.bytes(), StandardCharsets.ISO_8859_1);
        assertThat(raw).doesNotContain("SOMEBODY", "OpenAction", "evil", "SecretExtra", "/URI");
        try (PDDocument document = Loader.loadPDF(kept.bytes())) {
            assertThat(document.getNumberOfPages()).isEqualTo(3);
            assertThat(new PDFTextStripper().getText(document))
                    .contains("page 1", "page 2", "page 3");
        }
    }

    @Test
    void item1_whatActs_orHidesAFile_isRefusedWithTheReason() throws Exception {
        Map<String, Samples.Change> changes = new LinkedHashMap<>();
        for (String action :
                List.of("JavaScript", "Launch", "SubmitForm", "ImportData", "GoToE", "Rendition")) {
            changes.put(
                    "OpenAction " + action,
                    (document, catalog) -> catalog.setItem(COSName.OPEN_ACTION, action(action)));
            changes.put(
                    "AA of a page " + action,
                    (document, catalog) -> {
                        COSDictionary additional = new COSDictionary();
                        additional.setItem(COSName.O, action(action));
                        document.getPage(0).getCOSObject().setItem(COSName.AA, additional);
                    });
        }
        changes.put(
                "script after a harmless action",
                (document, catalog) -> {
                    COSDictionary first = action("GoTo");
                    first.setItem(COSName.getPDFName("Next"), action("JavaScript"));
                    catalog.setItem(COSName.OPEN_ACTION, first);
                });
        changes.put(
                "XFA",
                (document, catalog) -> {
                    COSDictionary form = new COSDictionary();
                    form.setItem(COSName.getPDFName("XFA"), new COSArray());
                    catalog.setItem(COSName.ACRO_FORM, form);
                });
        changes.put(
                "attachment",
                (document, catalog) -> {
                    COSDictionary file = new COSDictionary();
                    file.setItem(COSName.EF, new COSDictionary());
                    COSArray files = new COSArray();
                    files.add(file);
                    catalog.setItem(COSName.getPDFName("AF"), files);
                });
        changes.put(
                "a file pinned to a page",
                (document, catalog) -> {
                    COSDictionary pin = new COSDictionary();
                    pin.setName(COSName.SUBTYPE, "FileAttachment");
                    COSArray pins = new COSArray();
                    pins.add(pin);
                    document.getPage(0).getCOSObject().setItem(COSName.ANNOTS, pins);
                });
        for (Map.Entry<String, Samples.Change> it : changes.entrySet()) {
            ByteArrayResource pdf = Samples.pdf(1, it.getValue());
            refused(IntakeProblem.pdf_active, () -> intake.paper(ACCOUNT, pdf));
        }
        for (String name : List.of("js.pdf", "open-action.pdf", "xfa.pdf")) {
            refused(IntakeProblem.pdf_active, () -> intake.paper(ACCOUNT, HostileFiles.of(name)));
        }
    }

    @Test
    void item1_password_isToldAsSuch_andAnOwnersAloneIsTakenOff() throws Exception {
        ByteArrayResource locked = Samples.pdf(1, (document, catalog) -> protect(document, "u"));
        refused(IntakeProblem.pdf_protected, () -> intake.paper(ACCOUNT, locked));
        ByteArrayResource open = Samples.pdf(1, (document, catalog) -> protect(document, ""));
        try (PDDocument document = Loader.loadPDF(taken(open).bytes())) {
            assertThat(document.isEncrypted()).isFalse();
            assertThat(new PDFTextStripper().getText(document)).contains("page 1");
        }
    }

    private static void protect(PDDocument document, String user) throws IOException {
        document.protect(new StandardProtectionPolicy("owner", user, new AccessPermission()));
    }

    @Test
    void item1_whatIsTooMuch_isRefused() throws Exception {
        Map<String, ByteArrayResource> files = new LinkedHashMap<>();
        files.put("pages", Samples.pdf(101, (document, catalog) -> {}));
        files.put("objects packed", new ByteArrayResource(HostileFiles.objectsOf(40_000_000)));
        files.put("content", Samples.pdf(1, (document, catalog) -> content(document, 1)));
        files.put(
                "content packed twice",
                Samples.pdf(1, (document, catalog) -> content(document, 2)));
        files.put(
                "a picture's sides",
                Samples.pdf(
                        1,
                        (document, catalog) -> {
                            COSStream picture = document.getDocument().createCOSStream();
                            picture.setItem(COSName.SUBTYPE, COSName.IMAGE);
                            picture.setInt(COSName.WIDTH, 100_000);
                            picture.setInt(COSName.HEIGHT, 100_000);
                            show(document, picture);
                        }));
        files.put(
                "a picture's scans",
                Samples.pdf(
                        1,
                        (document, catalog) -> {
                            COSStream picture = document.getDocument().createCOSStream();
                            picture.setItem(COSName.SUBTYPE, COSName.IMAGE);
                            picture.setItem(COSName.FILTER, COSName.DCT_DECODE);
                            try (OutputStream out = picture.createRawOutputStream()) {
                                out.write(HostileFiles.of("scan800.jpg").getByteArray());
                            }
                            show(document, picture);
                        }));
        for (Map.Entry<String, ByteArrayResource> it : files.entrySet()) {
            long begin = System.nanoTime();
            refused(IntakeProblem.pdf_too_large, () -> intake.paper(ACCOUNT, it.getValue()));
            System.out.printf(
                    "intake of a PDF of too many %s: %d ms%n",
                    it.getKey(), (System.nanoTime() - begin) / 1_000_000);
        }
    }

    private static void show(PDDocument document, COSStream picture) {
        COSDictionary pictures = new COSDictionary();
        pictures.setItem(COSName.getPDFName("P"), picture);
        document.getPage(0).getResources().getCOSObject().setItem(COSName.XOBJECT, pictures);
    }

    /// Inflates to 210 MB.
    private static void content(PDDocument document, int times) throws IOException {
        COSStream stream = document.getDocument().createCOSStream();
        COSArray filters = new COSArray();
        for (int i = 0; i < times; i++) {
            filters.add(COSName.FLATE_DECODE);
        }
        byte[] blanks = new byte[1 << 20];
        try (OutputStream out = stream.createOutputStream(filters)) {
            for (int i = 0; i < 201; i++) {
                out.write(blanks);
            }
        }
        document.getPage(0).getCOSObject().setItem(COSName.CONTENTS, stream);
    }

    @Test
    void item1_loopsAndDepth_endInTime() throws Exception {
        StringBuilder deep = new StringBuilder("%PDF-1.4\n1 0 obj\n");
        deep.append("[".repeat(200_000)).append("]".repeat(200_000));
        deep.append("\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
        String loop =
                """
                %PDF-1.4
                1 0 obj
                <</Type/Catalog/Pages 2 0 R>>
                endobj
                2 0 obj
                <</Type/Pages/Count 1/Kids[2 0 R]>>
                endobj
                trailer<</Root 1 0 R>>
                %%EOF
                """;
        for (String pdf : List.of(deep.toString(), loop, "%PDF-1.7 broken")) {
            ByteArrayResource bytes =
                    new ByteArrayResource(pdf.getBytes(StandardCharsets.ISO_8859_1));
            refused(IntakeProblem.file_broken, () -> intake.paper(ACCOUNT, bytes));
        }
    }

    @Test
    void item1_objectsWithNumbersOfMillions_areNumberedAnew() throws Exception {
        String pdf =
                """
                %PDF-1.4
                1 0 obj <</Type /Catalog /Pages 8765432 0 R>> endobj
                8765432 0 obj <</Type /Pages /Count 1 /Kids [98765432 0 R]>> endobj
                98765432 0 obj <</Type /Page /Parent 8765432 0 R /MediaBox 7654321 0 R
                /Contents 6543210 0 R /Resources <</Font <</F 5432109 0 R>>>> >> endobj
                7654321 0 obj [0 0 4321098 0 R 300] endobj
                4321098 0 obj 200 endobj
                5432109 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj
                6543210 0 obj <</Length 41>> stream
                BT /F 20 Tf 20 100 Td (numbered) Tj ET   \

                endstream endobj
                trailer <</Root 1 0 R>>
                %%EOF
                """;
        Intake.Taken kept = taken(new ByteArrayResource(pdf.getBytes(StandardCharsets.US_ASCII)));
        assertThat(kept.bytes()).hasSizeLessThan(2000);
        try (PDDocument document = Loader.loadPDF(kept.bytes())) {
            assertThat(new PDFTextStripper().getText(document).strip()).isEqualTo("numbered");
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(200);
        }
    }

    @Test
    void item1_referencesToNothing_sayNothing_inAFileOfAboutTheSameLength() throws Exception {
        ByteArrayResource pdf =
                Samples.pdf(
                        1,
                        (document, catalog) -> {
                            COSArray nothing = new COSArray();
                            for (int i = 0; i < 20_000; i++) {
                                nothing.add(new COSObject(new COSObjectKey(99, 0), null));
                            }
                            document.getPage(0)
                                    .getResources()
                                    .getCOSObject()
                                    .setItem(COSName.getPDFName("Nothing"), nothing);
                        });
        Intake.Taken kept = taken(pdf);
        assertThat(kept.bytes()).hasSizeLessThan(150_000);
        assertThat(new String(kept.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("99 0 R");
        try (PDDocument document = Loader.loadPDF(kept.bytes())) {
            assertThat(new PDFTextStripper().getText(document)).contains("page 1");
        }
    }

    @Test
    void item1_whatAFieldLookedLike_staysToBeSeen_withoutTheField() throws Exception {
        ByteArrayResource pdf =
                Samples.pdf(
                        1,
                        (document, catalog) -> {
                            COSStream looks = document.getDocument().createCOSStream();
                            looks.setItem(COSName.SUBTYPE, COSName.FORM);
                            COSDictionary appearance = new COSDictionary();
                            appearance.setItem(COSName.N, looks);
                            COSDictionary field = new COSDictionary();
                            field.setItem(COSName.SUBTYPE, COSName.WIDGET);
                            field.setItem(COSName.FT, COSName.TX);
                            field.setItem(
                                    COSName.RECT, new PDRectangle(10, 10, 80, 20).getCOSArray());
                            field.setItem(COSName.AP, appearance);
                            COSArray fields = new COSArray();
                            fields.add(field);
                            document.getPage(0).getCOSObject().setItem(COSName.ANNOTS, fields);
                        });
        try (PDDocument document = Loader.loadPDF(taken(pdf).bytes())) {
            COSDictionary kept = document.getPage(0).getAnnotations().getFirst().getCOSObject();
            assertThat(kept.getNameAsString(COSName.SUBTYPE)).isEqualTo("Stamp");
            assertThat(kept.containsKey(COSName.FT)).isFalse();
            assertThat(kept.getCOSDictionary(COSName.AP).containsKey(COSName.N)).isTrue();
        }
    }
}
