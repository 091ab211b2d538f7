package cn.biaozhengtong.sample.paper;

import cn.biaozhengtong.sample.web.PageProblem;
import cn.biaozhengtong.stamping.PageSize;
import cn.biaozhengtong.stamping.Refusal;
import java.util.List;
import java.util.Map;

/// A place as a page's form says it.
public final class WhereForm {
    private static final int LONGEST_WORD = 50;

    private WhereForm() {}

    /// @param form `where` is `corner`, `point`, `keyword` or `seam`
    /// @param pages of the document
    /// @throws PageProblem when it is not in this document
    public static Where of(Map<String, String> form, List<PageSize> pages) {
        switch (form.getOrDefault("where", "")) {
            case "corner":
                return new Where.OnPage(
                        page(form, pages), Corner.valueOf(form.getOrDefault("corner", "")));
            case "point":
                return point(form, pages);
            case "keyword":
                return new Where.AtKeyword(word(form), number(form, "nth", 0, 9999));
            case "seam":
                if (pages.size() == 1) {
                    throw new PageProblem(422, Refusal.seam_on_one_page.chinese());
                }
                return new Where.Seam();
            default:
                throw new PageProblem(422, "请选择盖章位置");
        }
    }

    private static Where point(Map<String, String> form, List<PageSize> pages) {
        Where.AtPoint it =
                new Where.AtPoint(
                        page(form, pages), number(form, "x", 0, 2000), number(form, "y", 0, 2000));
        if (!it.isOn(pages.get(it.page(pages.size()) - 1))) {
            throw new PageProblem(422, "该位置在页面之外，请改小毫米数");
        }
        return it;
    }

    private static String word(Map<String, String> form) {
        String it = form.getOrDefault("word", "").replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "").strip();
        if (it.isEmpty() || it.length() > LONGEST_WORD) {
            throw new PageProblem(422, "请填写 1 至 50 个字的关键字");
        }
        return it;
    }

    private static int page(Map<String, String> form, List<PageSize> pages) {
        int page = number(form, "page", 0, 999_999);
        if (page > pages.size()) {
            throw new PageProblem(422, "文件只有 " + pages.size() + " 页，请改正页码");
        }
        return page;
    }

    private static int number(Map<String, String> form, String name, int least, int most) {
        String it = form.getOrDefault(name, "").strip();
        if (!it.matches("[0-9]{1,6}")
                || Integer.parseInt(it) < least
                || Integer.parseInt(it) > most) {
            throw new PageProblem(422, "请填写 " + least + " 至 " + most + " 的整数");
        }
        return Integer.parseInt(it);
    }
}
