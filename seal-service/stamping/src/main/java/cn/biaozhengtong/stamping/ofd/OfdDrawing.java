package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Limits;
import cn.biaozhengtong.stamping.ofd.drawing.PageArtist;
import cn.biaozhengtong.stamping.ofd.structure.Catalogue.DocBody;
import cn.biaozhengtong.stamping.ofd.structure.DocumentTree;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/// Draws pages for a person who decides by what he sees.
///
/// It decodes fonts and pictures that the document brings along, so on a server it belongs into a
/// process without rights and with little memory.
public final class OfdDrawing {
    /// Less than is stamped: what is drawn is held.
    private static final Limits LIMITS =
            new Limits(
                    Limits.USUAL.file(),
                    Limits.USUAL.entries(),
                    Limits.USUAL.inflated(),
                    Limits.USUAL.floor(),
                    Limits.USUAL.ratio(),
                    32 << 20);

    private OfdDrawing() {}

    /// The whole paper, from its top left, with the seals that stand on it. What cannot be drawn is
    /// hatched; what would cost too much is refused.
    ///
    /// @param page from 1
    /// @param width pixels
    /// @return opaque
    /// @throws RefusedException with the reason
    public static BufferedImage draw(Path file, int page, int width)
            throws IOException, RefusedException {
        return Opened.of(
                file,
                LIMITS,
                opened -> {
                    DocBody body = opened.only();
                    DocumentTree document = DocumentTree.read(opened.container(), body.root());
                    return new PageArtist(opened.container(), document)
                            .draw(page - 1, width, body.signatures());
                });
    }
}
