package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.structure.Area;
import cn.biaozhengtong.stamping.ofd.structure.DocumentTree;
import cn.biaozhengtong.stamping.ofd.structure.DocumentTree.Page;
import cn.biaozhengtong.stamping.ofd.structure.PageArea;
import cn.biaozhengtong.stamping.ofd.structure.PageContent;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.ZipException;

/// Draws a page of a document: its paper, and what is shown on that, from below to above templates
/// and layers, annotations, seals.
public final class PageArtist {
    /// Of a page that is a strip.
    private static final int MAX_HEIGHT = 6400;

    private final Container container;
    private final DocumentTree document;
    private final ObjectArtist objects;

    public PageArtist(Container container, DocumentTree document) {
        this.container = container;
        this.document = document;
        this.objects = new ObjectArtist(container);
    }

    /// @param index from 0
    /// @param width pixels
    /// @param signatures path of the list of signatures, when there is one
    /// @throws RefusedException `page_absent`, `page_without_area`, or `too_large`
    public BufferedImage draw(int index, int width, Optional<String> signatures)
            throws IOException, RefusedException {
        if (index < 0 || index >= document.pages().size()) {
            throw new RefusedException(Refusal.page_absent, "page " + (index + 1));
        }
        Page page = document.pages().get(index);
        PageArea area = area(page);
        Area paper = area.physical();
        double scale = width / paper.width();
        double tall = paper.height() * scale;
        if (area.visible().isEmpty() || !(scale > 0) || !(tall >= 0.5) || tall > MAX_HEIGHT) {
            throw new RefusedException(Refusal.page_without_area, "page " + (index + 1));
        }
        BufferedImage out = white(width, (int) Math.round(tall));
        Budget budget = new Budget();
        AffineTransform toPixels = AffineTransform.getScaleInstance(scale, scale);
        try (Sheet sheet = Sheet.on(out, toPixels, budget)) {
            content(page, area, sheet);
        }
        if (signatures.isPresent()) {
            SealArtist seals = new SealArtist(out, toPixels, budget);
            new Stamps(container, seals).draw(signatures.get(), page.id());
        }
        return out;
    }

    private static BufferedImage white(int width, int height) {
        BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = out.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return out;
    }

    private PageArea area(Page page) throws IOException, RefusedException {
        return document.area(PageContent.read(container, page.path(), false))
                .orElseThrow(() -> new RefusedException(Refusal.page_without_area, "page"));
    }

    /// The first page alone, without seals, over the square from 0 to 1.
    void onto(Sheet square) throws IOException, RefusedException {
        if (document.pages().isEmpty()) {
            throw new RefusedException(Refusal.page_absent, "no page");
        }
        Page page = document.pages().get(0);
        PageArea area = area(page);
        if (area.visible().isEmpty()) {
            throw new RefusedException(Refusal.page_without_area, "page");
        }
        AffineTransform place =
                AffineTransform.getScaleInstance(
                        1 / area.physical().width(), 1 / area.physical().height());
        try (Sheet sheet = square.at(place)) {
            content(page, area, sheet);
        }
    }

    private void content(Page page, PageArea area, Sheet sheet)
            throws IOException, RefusedException {
        // Beyond its ApplicationBox as well, since others show that.
        sheet.clip(new Rectangle2D.Double(0, 0, area.physical().width(), area.physical().height()));
        Resources common =
                Resources.read(container, document.resources(), Optional.empty(), sheet.budget());
        PageFile file = PageFile.read(container, page.path());
        Scope scope = Scope.of(sheet, common);
        Scope own = inside(file, scope);
        for (Layering where : Layering.values()) {
            for (PageFile.Template it : file.templates()) {
                if (it.where() == where) {
                    template(it.id(), scope);
                }
            }
            layers(file, where, own);
        }
        new Annotations(container, document.annotations()).draw(page.id(), scope, objects);
    }

    private void template(String id, Scope scope) throws IOException, RefusedException {
        String path = document.templates().get(id);
        if (path == null) {
            throw new ZipException("no template");
        }
        PageFile file = PageFile.read(container, path);
        Scope own = inside(file, scope);
        for (Layering it : Layering.values()) {
            layers(file, it, own);
        }
    }

    /// With its own resources.
    private Scope inside(PageFile file, Scope scope) throws IOException, RefusedException {
        return Scope.of(
                scope.sheet(),
                Resources.read(
                        container,
                        file.resources(),
                        Optional.of(scope.resources()),
                        scope.budget()));
    }

    private void layers(PageFile file, Layering which, Scope scope)
            throws IOException, RefusedException {
        file.objects(container, which, (layer, object) -> objects.draw(object, scope.in(layer)));
    }
}
