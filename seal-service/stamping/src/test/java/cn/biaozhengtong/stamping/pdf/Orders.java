package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.stamping.Placement;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;

/// Orders for tests, with a seal whose frame goes to its edges, so that its box can be measured.
final class Orders {
    private static final String BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Random RANDOM = new SecureRandom();

    private Orders() {}

    static String name() {
        StringBuilder out = new StringBuilder("bzt-");
        for (int i = 0; i < 26; i++) {
            out.append(BASE32.charAt(RANDOM.nextInt(32)));
        }
        return out.toString();
    }

    static StampOrder of(SealPicture seal, Placement... placements) {
        return of(seal, Optional.empty(), placements);
    }

    static StampOrder of(SealPicture seal, Optional<Integer> certify, Placement... placements) {
        return new StampOrder(
                name(),
                Suite.sm2,
                seal,
                "鞍山测试有限公司 公章",
                "鞍山测试有限公司",
                Instant.parse("2026-03-01T02:03:04Z"),
                List.of(placements),
                certify,
                StampOrder.LEAST_RESERVED,
                Optional.empty());
    }

    /// Red, half seen through within its frame, and a mark in its top left quarter that tells which
    /// way is up.
    static SealPicture seal(int millimetres) {
        return seal(millimetres, 8);
    }

    /// @param dots a millimetre; a seal of ours has 24, which are 600 an inch
    static SealPicture seal(int millimetres, int dots) {
        int size = millimetres * dots;
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(0xE6, 0, 0x12));
        graphics.setStroke(new BasicStroke(size / 10f));
        graphics.drawRect(size / 20, size / 20, size - size / 10, size - size / 10);
        graphics.fillRect(size / 5, size / 5, size / 5, size / 5);
        graphics.setColor(new Color(0xE6, 0, 0x12, 0x60));
        graphics.fillOval(size * 2 / 5, size * 2 / 5, size / 3, size / 3);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SealPicture.of("png", out.toByteArray(), millimetres, millimetres);
    }
}
