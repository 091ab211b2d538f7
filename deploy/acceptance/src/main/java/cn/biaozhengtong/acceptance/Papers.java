package cn.biaozhengtong.acceptance;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// Real pictures to upload: a licence, and a photograph of the stamped form.
final class Papers {
    private Papers() {}

    static byte[] licence(String uscc) {
        return jpeg("BUSINESS LICENSE  " + uscc, new Color(0xF6EFD9));
    }

    static byte[] stampedForm(String order) {
        return jpeg("STAMPED FORM  " + order, Color.WHITE);
    }

    /// Of a round seal on paper of 44 mm.
    static byte[] print(int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(0xF4F1E8));
        graphics.fillRect(0, 0, side, side);
        graphics.setColor(new Color(0xD2232A));
        graphics.setStroke(new BasicStroke(side / 36f));
        graphics.drawOval(side / 22, side / 22, side * 10 / 11, side * 10 / 11);
        graphics.fillOval(side * 2 / 5, side * 2 / 5, side / 5, side / 5);
        graphics.dispose();
        return encoded(image);
    }

    private static byte[] jpeg(String text, Color paper) {
        BufferedImage image = new BufferedImage(1000, 700, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(paper);
        graphics.fillRect(0, 0, 1000, 700);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.MONOSPACED, Font.BOLD, 28));
        graphics.drawString(text, 60, 120);
        graphics.setColor(new Color(0xE60012));
        graphics.drawOval(680, 420, 200, 200);
        graphics.dispose();
        return encoded(image);
    }

    private static byte[] encoded(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
