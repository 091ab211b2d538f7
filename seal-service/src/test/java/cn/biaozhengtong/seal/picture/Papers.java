package cn.biaozhengtong.seal.picture;

import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.life.SealWords;
import cn.biaozhengtong.seal.member.Enterprises;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.springframework.core.io.ByteArrayResource;

/// Prints of a seal and names on paper, as scanners and phones make files of them.
public final class Papers {
    /// Of paper, with a seal of 40 mm in the middle.
    public static final int MM = 44;

    private static final Enterprises.Facts FACTS =
            new Enterprises.Facts("𠮷野（中国）有限公司", "91210300MB0000401X", "阿卜杜拉·汗");

    private Papers() {}

    /// @param light of white paper, at the left; a third less at the right when there is a shadow
    public static BufferedImage print(int side, int light, boolean shadow) throws IOException {
        BufferedImage paper = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D canvas = paper.createGraphics();
        int far = shadow ? light * 2 / 3 : light;
        canvas.setPaint(
                new GradientPaint(
                        0,
                        0,
                        new Color(light, light, light * 19 / 20),
                        side,
                        side / 3f,
                        new Color(far, far, far * 19 / 20)));
        canvas.fillRect(0, 0, side, side);
        canvas.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        BufferedImage seal = seal();
        int edge = side * 2 / MM;
        canvas.drawImage(seal, edge, edge, side - 2 * edge, side - 2 * edge, null);
        canvas.dispose();
        return shadow ? grained(paper) : paper;
    }

    private static BufferedImage seal() throws IOException {
        SealPicture it =
                new DrawSeal()
                        .draw(
                                SealKind.enterprise_seal,
                                FACTS,
                                SealWords.of(
                                        SealKind.enterprise_seal,
                                        FACTS.name(),
                                        FACTS.legalPerson(),
                                        ""))
                        .orElseThrow();
        return ImageIO.read(new ByteArrayInputStream(it.data()));
    }

    private static BufferedImage grained(BufferedImage it) {
        Random random = new Random(7);
        for (int y = 0; y < it.getHeight(); y++) {
            for (int x = 0; x < it.getWidth(); x++) {
                int by = random.nextInt(13) - 6;
                Color was = new Color(it.getRGB(x, y));
                it.setRGB(
                        x,
                        y,
                        new Color(
                                        moved(was.getRed(), by),
                                        moved(was.getGreen(), by),
                                        moved(was.getBlue(), by))
                                .getRGB());
            }
        }
        return it;
    }

    private static int moved(int channel, int by) {
        return Math.clamp(channel + by, 0, 255);
    }

    /// A name in blue ink, 60 × 30 mm.
    public static BufferedImage name(int width) {
        BufferedImage paper = new BufferedImage(width, width / 2, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D canvas = paper.createGraphics();
        canvas.setColor(new Color(246, 244, 238));
        canvas.fillRect(0, 0, width, width / 2);
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setStroke(
                new BasicStroke(width / 90f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.setColor(new Color(28, 40, 120));
        canvas.scale(width / 60.0, width / 60.0);
        canvas.setStroke(new BasicStroke(0.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        Path2D pen = new Path2D.Double();
        pen.moveTo(6, 8);
        pen.curveTo(14, 4, 20, 6, 24, 7);
        pen.moveTo(15, 5);
        pen.curveTo(14, 12, 12, 20, 7, 26);
        pen.moveTo(14, 13);
        pen.curveTo(20, 16, 24, 22, 30, 24);
        pen.moveTo(34, 6);
        pen.curveTo(50, 4, 54, 12, 40, 14);
        pen.curveTo(30, 16, 44, 28, 56, 20);
        canvas.draw(pen);
        canvas.dispose();
        return paper;
    }

    public static ByteArrayResource png(BufferedImage it) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(it, "png", out);
        return new ByteArrayResource(out.toByteArray());
    }

    public static ByteArrayResource jpeg(BufferedImage it) throws IOException {
        return jpeg(new IIOImage(it, null, null));
    }

    private static ByteArrayResource jpeg(IIOImage it) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(0.9f);
            writer.write(null, it, param);
        } finally {
            writer.dispose();
        }
        return new ByteArrayResource(out.toByteArray());
    }

    /// In four inks, as printers' scanners write it.
    static ByteArrayResource cmyk(BufferedImage it) throws IOException {
        int width = it.getWidth();
        WritableRaster inks =
                Raster.createInterleavedRaster(
                        DataBuffer.TYPE_BYTE, width, it.getHeight(), 4, null);
        for (int y = 0; y < it.getHeight(); y++) {
            for (int x = 0; x < width; x++) {
                Color c = new Color(it.getRGB(x, y));
                inks.setPixel(
                        x,
                        y,
                        new int[] {255 - c.getRed(), 255 - c.getGreen(), 255 - c.getBlue(), 0});
            }
        }
        return jpeg(new IIOImage(inks, null, null));
    }

    /// Held sideways: stored turned to the left, and EXIF says so.
    static ByteArrayResource sideways(BufferedImage upright) throws IOException {
        int width = upright.getHeight();
        int height = upright.getWidth();
        BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D canvas = turned.createGraphics();
        canvas.drawImage(upright, new AffineTransform(0, -1, 1, 0, 0, height), null);
        canvas.dispose();
        byte[] jpeg = jpeg(turned).getByteArray();
        byte[] exif = {
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            18,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            6,
            0,
            0,
            0,
            0,
            0,
            0
        };
        byte[] out = new byte[jpeg.length + exif.length];
        System.arraycopy(jpeg, 0, out, 0, 2);
        System.arraycopy(exif, 0, out, 2, exif.length);
        System.arraycopy(jpeg, 2, out, 2 + exif.length, jpeg.length - 2);
        return new ByteArrayResource(out);
    }

    /// Sixteen bits a channel, as scanners for photographs write it.
    static ByteArrayResource deep(BufferedImage it) throws IOException {
        WritableRaster raster =
                Raster.createInterleavedRaster(
                        DataBuffer.TYPE_USHORT, it.getWidth(), it.getHeight(), 3, null);
        for (int y = 0; y < it.getHeight(); y++) {
            for (int x = 0; x < it.getWidth(); x++) {
                Color c = new Color(it.getRGB(x, y));
                raster.setPixel(
                        x, y, new int[] {c.getRed() * 257, c.getGreen() * 257, c.getBlue() * 257});
            }
        }
        ComponentColorModel model =
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_sRGB),
                        false,
                        false,
                        Transparency.OPAQUE,
                        DataBuffer.TYPE_USHORT);
        return png(new BufferedImage(model, raster, false, null));
    }

    /// Cut out already by somebody else.
    static ByteArrayResource transparent(int side) throws IOException {
        BufferedImage out = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        Graphics2D canvas = out.createGraphics();
        int edge = side * 2 / MM;
        canvas.drawImage(seal(), edge, edge, side - 2 * edge, side - 2 * edge, null);
        canvas.dispose();
        return png(out);
    }

    /// In grey, as an office's scanner is set.
    static ByteArrayResource grey(BufferedImage it) throws IOException {
        BufferedImage out =
                new BufferedImage(it.getWidth(), it.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < it.getHeight(); y++) {
            for (int x = 0; x < it.getWidth(); x++) {
                Color c = new Color(it.getRGB(x, y));
                out.getRaster()
                        .setSample(
                                x,
                                y,
                                0,
                                (299 * c.getRed() + 587 * c.getGreen() + 114 * c.getBlue()) / 1000);
            }
        }
        return png(out);
    }
}
