package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/// What of an OFD a fuzzer changes: the whole container, or one file in a stamped document that is
/// otherwise as it was. Its first page has something of all that is drawn.
enum OfdParser {
    container(""),
    catalogue("OFD.xml"),
    document("Doc_0/Document.xml"),
    resources("Doc_0/PublicRes.xml"),
    page("Doc_0/Pages/Page_0/Content.xml"),
    list("Doc_0/Signs/Signatures.xml"),
    description("Doc_0/Signs/Sign_0/Signature.xml"),
    value("Doc_0/Signs/Sign_0/SignedValue.dat"),
    annotation("Doc_0/a.xml"),
    font("Doc_0/Res/f.cff"),
    picture("Doc_0/Res/a.png");

    private static final Set<OfdParser> ONLY_DRAWN = EnumSet.of(annotation, font, picture);
    private static final Set<OfdParser> DRAWN =
            EnumSet.of(resources, page, annotation, font, picture);

    private static final Path FOLDER = folder();
    private static final TestOfd STAMPED = stamped();

    private final String file;

    OfdParser(String file) {
        this.file = file;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("ofd-fuzz");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestOfd stamped() {
        try {
            Path source = everything().write(FOLDER.resolve("source.ofd"));
            return TestOfd.read(Stamps.one(source, FOLDER.resolve("s.ofd"), Stamps.MIDDLE));
        } catch (IOException | RefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestOfd everything() throws IOException {
        TestOfd out = TestOfd.pages(2);
        out.document(
                2,
                "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>",
                "<ofd:Annotations>Annots.xml</ofd:Annotations>");
        String path =
                "<ofd:PathObject ID=\"51\" Boundary=\"0 0 50 50\" Fill=\"true\" DrawParam=\"7\""
                        + " CTM=\"1 0 0 1 2 2\"><ofd:FillColor Value=\"1 2 3\"/><ofd:Clips><ofd:Clip>"
                        + "<ofd:Area><ofd:Path Boundary=\"0 0 40 40\"><ofd:AbbreviatedData>M 0 0 L 40"
                        + " 0 L 0 40 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip>"
                        + "</ofd:Clips><ofd:AbbreviatedData>M 0 0 L 50 0 Q 9 9 40 40 B 1 1 2 2 3 3 A"
                        + " 9 5 30 0 1 7 7 C</ofd:AbbreviatedData></ofd:PathObject>";
        out.page(
                0,
                "",
                path
                        + TestOfd.text(4, "20 30 100 5", "投标函")
                        + "<ofd:TextObject ID=\"52\" Boundary=\"20 60 90 9\" Font=\"8\" Size=\"9\">"
                        + "<ofd:CGTransform CodePosition=\"0\" CodeCount=\"1\" GlyphCount=\"1\">"
                        + "<ofd:Glyphs>1</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X=\"0\" Y=\"8\""
                        + " DeltaX=\"g 1 9\">ab</ofd:TextCode></ofd:TextObject><ofd:ImageObject"
                        + " ID=\"53\" Boundary=\"20 90 30 30\" CTM=\"30 0 0 30 0 0\""
                        + " ResourceID=\"9\"/><ofd:CompositeObject ID=\"54\""
                        + " Boundary=\"60 90 30 30\" ResourceID=\"10\"/>");
        out.xml(
                "Doc_0/PublicRes.xml",
                "Res",
                " BaseLoc=\"Res\"",
                "<ofd:Fonts><ofd:Font ID=\"3\" FontName=\"宋体\"/><ofd:Font ID=\"8\" FontName=\"x\">"
                        + "<ofd:FontFile>f.cff</ofd:FontFile></ofd:Font></ofd:Fonts><ofd:DrawParams>"
                        + "<ofd:DrawParam ID=\"7\" LineWidth=\"1\" DashPattern=\"2 1\"/>"
                        + "</ofd:DrawParams><ofd:MultiMedias><ofd:MultiMedia ID=\"9\""
                        + " Type=\"Image\"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia>"
                        + "</ofd:MultiMedias><ofd:CompositeGraphicUnits>"
                        + "<ofd:CompositeGraphicUnit ID=\"10\" Width=\"30\" Height=\"30\">"
                        + "<ofd:Content>"
                        + path
                        + "</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>");
        out.files.put("Doc_0/Res/f.cff", RawCff.square());
        out.files.put("Doc_0/Res/a.png", OfdDrawingTest.encoded(OfdDrawingTest.halves(20), "png"));
        out.xml(
                "Doc_0/Annots.xml",
                "Annotations",
                "",
                "<ofd:Page PageID=\"1\"><ofd:FileLoc>a.xml</ofd:FileLoc></ofd:Page>");
        out.xml(
                "Doc_0/a.xml",
                "PageAnnot",
                "",
                "<ofd:Annot ID=\"3\"><ofd:Appearance Boundary=\"40 40 30 30\">"
                        + path
                        + "</ofd:Appearance></ofd:Annot>");
        return out;
    }

    byte[] example() {
        return this == container ? TestOfd.pages(2).zip() : STAMPED.files.get(file);
    }

    /// Drawn, verified, and stamped by coordinates, by a word and over the edge, each where it
    /// reads the file: a picture, a report, or a refusal.
    void read(byte[] input) throws IOException {
        Path path = FOLDER.resolve("input.ofd");
        if (this == container) {
            Files.write(path, input);
        } else {
            byte[] honest = STAMPED.files.put(file, input);
            STAMPED.write(path);
            STAMPED.files.put(file, honest);
        }
        if (DRAWN.contains(this)) {
            drawn(path);
        }
        if (!ONLY_DRAWN.contains(this)) {
            judgedAndStamped(path);
        }
    }

    private static void drawn(Path path) throws IOException {
        try {
            OfdDrawing.draw(path, 1, 100);
        } catch (RefusedException e) {
            // As it may.
        }
    }

    private static void judgedAndStamped(Path path) throws IOException {
        try {
            OfdVerification.verify(path, Trust.nobody(Instant.EPOCH));
        } catch (RefusedException e) {
            // As it may.
        }
        for (Placement it :
                new Placement[] {
                    Stamps.MIDDLE, new Placement.AtKeyword("投标", 1), new Placement.Seam(0.5)
                }) {
            try {
                OfdStamping.prepare(
                        path, FOLDER.resolve("target.ofd"), Stamps.order(Signers.SEAL, false, it));
            } catch (RefusedException e) {
                // As it may.
            }
        }
    }
}
