package cn.biaozhengtong.seal.picture;

import cn.biaozhengtong.crypto.seal.SealFont;
import cn.biaozhengtong.crypto.seal.SealPicture;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Component;

/// Shows a seal as it will stand on a page, so that one sees what its edge does: whether paper was
/// left around the ink, whether text shines through where there is none.
@Component
public class PreviewPicture {
    /// What one reads in a bid.
    private static final String LINE = "本投标人已详细阅读招标文件，完全响应其全部要求，所提交的资料真实、准确、完整。";

    private static final double POINTS = 10.5;
    private static final double SPACING = 1.5;
    private static final double MM_PER_POINT = 25.4 / 72;

    private final Font font;

    PreviewPicture() throws IOException {
        try {
            font =
                    Stream.of(Font.createFonts(SealFont.NOTO.toFile()))
                            .max(Comparator.comparing(it -> it.getFontName().contains(" SC")))
                            .orElseThrow();
        } catch (FontFormatException e) {
            throw new IOException(SealFont.NOTO + " is no font", e);
        }
    }

    /// What is below the seal.
    public enum Ground {
        white,
        /// Lines of 10.5 points, as they are printed.
        text
    }

    /// @param it one that this service encoded
    /// @return PNG with the picture's own dots, opaque
    public byte[] on(Ground ground, SealPicture it) {
        try {
            BufferedImage seal = ImageIO.read(new ByteArrayInputStream(it.data()));
            BufferedImage page =
                    new BufferedImage(
                            seal.getWidth(), seal.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D canvas = page.createGraphics();
            canvas.setColor(Color.WHITE);
            canvas.fillRect(0, 0, page.getWidth(), page.getHeight());
            if (ground == Ground.text) {
                write(canvas, page, POINTS * MM_PER_POINT * seal.getWidth() / it.width());
            }
            canvas.drawImage(seal, 0, 0, null);
            canvas.dispose();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(page, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Graphics2D canvas, BufferedImage page, double em) {
        canvas.setColor(Color.BLACK);
        canvas.setFont(font.deriveFont((float) em));
        canvas.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        int shift = 0;
        for (double y = em; y < page.getHeight() + em; y += SPACING * em) {
            // Each line begins with another character, as text does.
            String line = (LINE.substring(shift++ % LINE.length()) + LINE).repeat(2);
            canvas.drawString(line, 0, (float) y);
        }
    }
}
