package cn.biaozhengtong.stamping.ofd.structure;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.container.Entry;
import cn.biaozhengtong.stamping.ofd.container.OfdXml;
import cn.biaozhengtong.stamping.ofd.container.XmlTag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/// A page's content (GB/T 33190 §7.7).
///
/// @param area its own, when it has one
/// @param templates ids of templates that it shows
/// @param glyphs its text, when that was asked for
public record PageContent(Optional<PageArea> area, List<String> templates, List<Glyph> glyphs) {
    private static final int MAX_TEMPLATES = 50;

    public PageContent {
        templates = List.copyOf(templates);
        glyphs = List.copyOf(glyphs);
    }

    /// @param withText whether its text is wanted
    public static PageContent read(Container container, String path, boolean withText)
            throws IOException, RefusedException {
        Entry entry =
                container.find(path).orElseThrow(() -> new ZipException("no content of a page"));
        Reader reader = new Reader(withText);
        OfdXml.read(container, entry, "Page", reader);
        return new PageContent(reader.area.area(), reader.templates, reader.text.glyphs());
    }

    private static final class Reader implements OfdXml.Handler {
        private final PageArea.Reader area = new PageArea.Reader("Page/Area");
        private final List<String> templates = new ArrayList<>();
        private final TextReader text = new TextReader();
        private final boolean withText;

        private Reader(boolean withText) {
            this.withText = withText;
        }

        @Override
        public void begins(XmlTag tag) throws RefusedException, ZipException {
            if (tag.path().equals("Page/Template")) {
                tag.attribute("TemplateID").ifPresent(templates::add);
                if (templates.size() > MAX_TEMPLATES) {
                    throw new RefusedException(Refusal.too_large, "templates");
                }
            }
            if (withText) {
                text.begins(tag);
            }
        }

        @Override
        public void ends(XmlTag tag, String characters) throws RefusedException, ZipException {
            area.ends(tag, characters);
            if (withText) {
                text.ends(tag, characters);
            }
        }
    }
}
