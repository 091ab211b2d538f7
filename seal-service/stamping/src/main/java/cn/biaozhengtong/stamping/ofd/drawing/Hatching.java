package cn.biaozhengtong.stamping.ofd.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/// Says in the picture that something stands there which is not drawn: stripes in a colour that no
/// document has by chance, with an edge.
final class Hatching {
    static final Color STRIPES = new Color(0xe0, 0x40, 0xd0);

    private static final int SIDE = 8;
    private static final Color BETWEEN = new Color(0xe0, 0x40, 0xd0, 0x28);
    private static final TexturePaint PAINT = paint();

    private Hatching() {}

    private static TexturePaint paint() {
        BufferedImage tile = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean stripe = (x + y) % SIDE < 2;
                tile.setRGB(x, y, (stripe ? STRIPES : BETWEEN).getRGB());
            }
        }
        return new TexturePaint(tile, new Rectangle2D.Double(0, 0, SIDE, SIDE));
    }

    /// @param shape in the units of what is drawn on
    static void over(Graphics2D on, Shape shape) {
        Graphics2D copy = (Graphics2D) on.create();
        Shape pixels = copy.getTransform().createTransformedShape(shape);
        copy.setTransform(new AffineTransform());
        copy.setPaint(PAINT);
        copy.fill(pixels);
        copy.setColor(STRIPES);
        copy.setStroke(new BasicStroke(1));
        copy.draw(pixels);
        copy.dispose();
    }
}
