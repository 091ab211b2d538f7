package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.structure.Area;
import cn.biaozhengtong.stamping.ofd.structure.DocumentTree;
import cn.biaozhengtong.stamping.ofd.structure.Glyph;
import cn.biaozhengtong.stamping.ofd.structure.KeywordSearch;
import cn.biaozhengtong.stamping.ofd.structure.PageContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Looks for a word on pages, their templates included.
final class PageWords {
    private final Container container;
    private final DocumentTree document;
    private final KeywordSearch search;

    PageWords(Container container, DocumentTree document, String keyword) {
        this.container = container;
        this.document = document;
        this.search = new KeywordSearch(keyword);
    }

    /// @param page from 0
    List<Area> on(int page) throws IOException, RefusedException {
        PageContent content = PageContent.read(container, document.pages().get(page).path(), true);
        List<Glyph> all = new ArrayList<>(content.glyphs());
        for (String id : content.templates()) {
            String template = document.templates().get(id);
            if (template != null) {
                all.addAll(PageContent.read(container, template, true).glyphs());
            }
        }
        return search.in(all);
    }
}
