package cn.biaozhengtong.stamping.ofd;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// An OFD as a map of its files, made by hand: changed at will and written again.
final class TestOfd {
    static final String NAMESPACE = "http://www.ofdspec.org/2016";

    final Map<String, byte[]> files = new LinkedHashMap<>();
    private final String namespace;

    private TestOfd(String namespace) {
        this.namespace = namespace;
    }

    /// @param texts one page each
    static TestOfd of(String... texts) {
        return with(NAMESPACE, texts);
    }

    static TestOfd with(String namespace, String... texts) {
        TestOfd out = new TestOfd(namespace);
        out.catalogue("Doc_0/Document.xml");
        out.document(texts.length, "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>", "");
        for (int i = 0; i < texts.length; i++) {
            out.page(i, "", text(4, "20 30 100 5", texts[i]));
        }
        out.xml("Doc_0/PublicRes.xml", "Res", " BaseLoc=\"Res\"", FONT);
        return out;
    }

    private static final String FONT =
            "<ofd:Fonts><ofd:Font ID=\"3\" FontName=\"宋体\" FamilyName=\"宋体\"/></ofd:Fonts>";

    static TestOfd pages(int count) {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = "第" + (i + 1) + "页投标函";
        }
        return of(texts);
    }

    static TestOfd read(Path file) throws IOException {
        return read(Files.readAllBytes(file));
    }

    static TestOfd read(byte[] zip) throws IOException {
        TestOfd out = new TestOfd(NAMESPACE);
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry it = in.getNextEntry(); it != null; it = in.getNextEntry()) {
                out.files.put(it.getName(), in.readAllBytes());
            }
        }
        return out;
    }

    void catalogue(String... roots) {
        StringBuilder bodies = new StringBuilder();
        for (String it : roots) {
            bodies.append("<ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo>");
            bodies.append("<ofd:DocRoot>" + it + "</ofd:DocRoot></ofd:DocBody>");
        }
        xml("OFD.xml", "OFD", " Version=\"1.0\" DocType=\"OFD\"", bodies.toString());
    }

    /// @param area boxes of the document
    /// @param more after its pages
    TestOfd document(int pages, String area, String more) {
        StringBuilder out =
                new StringBuilder("<ofd:CommonData><ofd:MaxUnitID>1000</ofd:MaxUnitID>");
        out.append("<ofd:PageArea>" + area + "</ofd:PageArea>");
        out.append("<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>");
        if (files.containsKey("Doc_0/Tpls/Tpl_0.xml")) {
            out.append("<ofd:TemplatePage ID=\"900\" BaseLoc=\"Tpls/Tpl_0.xml\"/>");
        }
        out.append("</ofd:CommonData><ofd:Pages>");
        for (int i = 0; i < pages; i++) {
            out.append(
                    "<ofd:Page ID=\""
                            + (i + 1)
                            + "\" BaseLoc=\""
                            + "Pages/Page_"
                            + i
                            + "/Content.xml\"/>");
        }
        xml("Doc_0/Document.xml", "Document", "", out.append("</ofd:Pages>") + more);
        return this;
    }

    /// @param before what stands before its content: an area, templates
    TestOfd page(int index, String before, String objects) {
        xml(
                "Doc_0/Pages/Page_" + index + "/Content.xml",
                "Page",
                "",
                before
                        + "<ofd:Content><ofd:Layer ID=\""
                        + (100 + index)
                        + "\">"
                        + objects
                        + "</ofd:Layer></ofd:Content>");
        return this;
    }

    TestOfd template(String objects) {
        xml(
                "Doc_0/Tpls/Tpl_0.xml",
                "Page",
                "",
                "<ofd:Content><ofd:Layer ID=\"901\">" + objects + "</ofd:Layer></ofd:Content>");
        return this;
    }

    /// Characters of 5 mm side by side.
    static String text(int id, String boundary, String text) {
        return text(id, boundary, "X=\"0\" Y=\"4.4\" DeltaX=\"g " + text.length() + " 5\"", text);
    }

    static String text(int id, String boundary, String code, String text) {
        return "<ofd:TextObject ID=\""
                + id
                + "\" Boundary=\""
                + boundary
                + "\" Font=\"3\" Size=\"5\">"
                + "<ofd:TextCode "
                + code
                + ">"
                + text
                + "</ofd:TextCode></ofd:TextObject>";
    }

    TestOfd xml(String name, String root, String attributes, String inside) {
        String out =
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ofd:"
                        + root
                        + " xmlns:ofd=\""
                        + namespace
                        + "\""
                        + attributes
                        + ">"
                        + inside
                        + "</ofd:"
                        + root
                        + ">";
        return put(name, out);
    }

    TestOfd put(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    String get(String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    /// Changes a file's text, which must make a difference.
    TestOfd change(String name, UnaryOperator<String> change) {
        String before = get(name);
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new IllegalStateException("nothing changed in " + name);
        }
        return put(name, after);
    }

    byte[] zip() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writeTo(out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private void writeTo(OutputStream to) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(to)) {
            for (Map.Entry<String, byte[]> it : files.entrySet()) {
                out.putNextEntry(new ZipEntry(it.getKey()));
                out.write(it.getValue());
            }
        }
    }

    Path write(Path file) throws IOException {
        return Files.write(file, zip());
    }
}
