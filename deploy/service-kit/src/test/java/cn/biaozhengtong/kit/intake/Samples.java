package cn.biaozhengtong.kit.intake;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.springframework.core.io.ByteArrayResource;

/// Files that are made here.
final class Samples {
    private Samples() {}

    static ByteArrayResource jpeg(int width, int height) throws IOException {
        return picture("jpeg", width, height, BufferedImage.TYPE_3BYTE_BGR);
    }

    static ByteArrayResource picture(String format, int width, int height, int type)
            throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.ORANGE);
        canvas.fillRect(0, 0, width / 2, height / 2);
        canvas.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return new ByteArrayResource(out.toByteArray());
    }

    /// A JPEG that says it has these sides; its data are those of a small one.
    static byte[] jpegSaying(int width, int height) throws IOException {
        byte[] jpeg = jpeg(16, 16).getByteArray();
        for (int at = 2; at < jpeg.length - 8; at++) {
            if ((jpeg[at] & 0xFF) == 0xFF && (jpeg[at + 1] & 0xFF) == 0xC0) {
                ByteBuffer.wrap(jpeg)
                        .putShort(at + 5, (short) height)
                        .putShort(at + 7, (short) width);
                return jpeg;
            }
        }
        throw new IllegalStateException("no frame");
    }

    /// A PNG that says it has these sides; its data are those of a small one.
    static ByteArrayResource pngSaying(int width, int height) throws IOException {
        byte[] png = picture("png", 10, 10, BufferedImage.TYPE_BYTE_GRAY).getByteArray();
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        CRC32 sum = new CRC32();
        sum.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
        return new ByteArrayResource(png);
    }

    /// What changes a document before it is saved.
    interface Change {
        void on(PDDocument document, COSDictionary catalog) throws IOException;
    }

    /// Pages that say `page 1` and so on.
    static ByteArrayResource pdf(int pages, Change change) throws IOException {
        try (PDDocument document = new PDDocument()) {
            for (int i = 1; i <= pages; i++) {
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (PDPageContentStream text = new PDPageContentStream(document, page)) {
                    text.beginText();
                    text.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 20);
                    text.newLineAtOffset(100, 700);
                    text.showText("page " + i);
                    text.endText();
                }
            }
            change.on(document, document.getDocumentCatalog().getCOSObject());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return new ByteArrayResource(out.toByteArray());
        }
    }
}
