package cn.biaozhengtong.seal;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cms.SignedDataBuilder;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealSignature;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.ofd.OfdOrder;
import cn.biaozhengtong.stamping.ofd.OfdStamping;
import cn.biaozhengtong.stamping.ofd.PreparedOfd;
import cn.biaozhengtong.stamping.pdf.PdfStamping;
import cn.biaozhengtong.stamping.pdf.PreparedPdf;
import cn.biaozhengtong.stamping.pdf.StampOrder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// Documents of two pages, plain and stamped.
public final class TestDocuments {
    private static final List<Placement> PLACES =
            List.of(new Placement.OnPage(1, 200, 300, 150, 150));

    private TestDocuments() {}

    public static byte[] pdf() throws IOException {
        return pdf(50);
    }

    /// Of another content.
    public static byte[] pdf(int left) throws IOException {
        try (PDDocument document = new PDDocument()) {
            for (int i = 0; i < 2; i++) {
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (PDPageContentStream out = new PDPageContentStream(document, page)) {
                    out.addRect(left, 50 + 100 * i, 100, 50);
                    out.fill();
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    public static byte[] ofd() throws IOException {
        String ns = " xmlns:ofd=\"http://www.ofdspec.org/2016\"";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            put(
                    zip,
                    "OFD.xml",
                    "<ofd:OFD"
                            + ns
                            + " Version=\"1.0\" DocType=\"OFD\"><ofd:DocBody><ofd:DocInfo>"
                            + "<ofd:DocID>0123456789abcdef0123456789abcdef</ofd:DocID></ofd:DocInfo>"
                            + "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>");
            put(
                    zip,
                    "Doc_0/Document.xml",
                    "<ofd:Document"
                            + ns
                            + "><ofd:CommonData><ofd:MaxUnitID>10</ofd:MaxUnitID>"
                            + "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
                            + "</ofd:PageArea></ofd:CommonData><ofd:Pages>"
                            + "<ofd:Page ID=\"1\" BaseLoc=\"Pages/Page_0/Content.xml\"/>"
                            + "<ofd:Page ID=\"2\" BaseLoc=\"Pages/Page_1/Content.xml\"/>"
                            + "</ofd:Pages></ofd:Document>");
            for (int i = 0; i < 2; i++) {
                put(
                        zip,
                        "Doc_0/Pages/Page_" + i + "/Content.xml",
                        "<ofd:Page"
                                + ns
                                + "><ofd:Content><ofd:Layer ID=\""
                                + (3 + i)
                                + "\"/></ofd:Content></ofd:Page>");
            }
        }
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(
                ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + content)
                        .getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /// Sealed here, with a time stamp.
    public static byte[] stampedPdf(
            Path folder, Seal seal, TestAuthority ca, TestAuthority.Holder by) throws Exception {
        Path source = Files.write(folder.resolve("plain.pdf"), pdf());
        Path target = folder.resolve("stamped.pdf");
        PdfStamping stamping = new PdfStamping(file -> {});
        PreparedPdf prepared =
                stamping.prepare(
                        source,
                        target,
                        new StampOrder(
                                "bzt-01JZZZZZZZZZZZZZZZZZZZZZZZ",
                                Suite.sm2,
                                seal.info().picture(),
                                seal.info().name(),
                                "鞍山测试有限公司",
                                Instant.now(),
                                PLACES,
                                Optional.empty(),
                                StampOrder.LEAST_RESERVED,
                                Optional.of(seal)));
        SignedDataBuilder cms =
                SignedDataBuilder.sealed(
                        prepared.digest(), seal.encoded(), List.of(by.certificate()));
        byte[] value = by.key().sign(cms.preimage().toBytes());
        stamping.embed(
                target, prepared, cms.assembleStamped(value, TimeStamp.Token.of(ca.stamp(value))));
        return Files.readAllBytes(target);
    }

    /// As [#stampedPdf].
    public static byte[] stampedOfd(
            Path folder, Seal seal, TestAuthority ca, TestAuthority.Holder by) throws Exception {
        Path source = Files.write(folder.resolve("plain.ofd"), ofd());
        OfdOrder order =
                new OfdOrder(seal, PLACES, false, new OfdOrder.Maker("x", "x", "1"), Instant.now());
        PreparedOfd prepared = OfdStamping.prepare(source, folder.resolve("stamped.ofd"), order);
        Preimage toSign =
                SealSignature.prepare(
                        seal, prepared.at(), prepared.dataHash(), prepared.property());
        byte[] value = by.key().sign(toSign.toBytes());
        SealSignature made =
                SealSignature.assemble(
                        toSign, by.certificate(), value, Optional.of(ca.stamp(value)));
        return Files.readAllBytes(OfdStamping.embed(prepared, made));
    }
}
