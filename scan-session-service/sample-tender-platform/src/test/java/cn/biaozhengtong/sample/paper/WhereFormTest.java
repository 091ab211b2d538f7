package cn.biaozhengtong.sample.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.session.DocumentToSeal;
import cn.biaozhengtong.sample.web.PageProblem;
import cn.biaozhengtong.stamping.PageSize;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WhereFormTest {
    private static final PageSize A4 = new PageSize(595, 842);
    private static final List<PageSize> THREE = List.of(A4, A4, new PageSize(842, 595));

    @Test
    void corner_ofTheLastPage_standsWhollyOnIt() {
        Where it = WhereForm.of(form("corner", "page", "0", "corner", "bottom_right"), THREE);
        assertThat(it.text(THREE)).isEqualTo("page 3 652.0 405.0 150.0 150.0");
        assertThat(it.chinese()).isEqualTo("末页右下");
        assertThat(it.page(3)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Corner.class)
    void everyCorner_ofAnyPage_isAPlaceOfSessions(Corner corner) {
        for (PageSize size : List.of(A4, new PageSize(100, 100), new PageSize(170, 3000))) {
            accepted(new Where.OnPage(1, corner).text(List.of(size)));
        }
    }

    @Test
    void point_isTheMiddleOfTheSeal() {
        Where it = WhereForm.of(form("point", "page", "1", "x", "127", "y", "254"), THREE);
        assertThat(it.text(THREE)).isEqualTo("page 1 359.0 719.0 2.0 2.0");
        accepted(WhereForm.of(form("point", "page", "1", "x", "0", "y", "0"), THREE).text(THREE));
        refused("页面之外", form("point", "page", "1", "x", "500", "y", "10"));
    }

    @Test
    void keyword_isKeptAsItIs_withoutWhatNobodySees() {
        Where it = WhereForm.of(form("keyword", "word", " 投标人\u200b（盖章） ", "nth", "2"), THREE);
        assertThat(it.text(THREE)).isEqualTo("keyword 2 投标人（盖章）");
        assertThat(it.chinese()).isEqualTo("第 2 处“投标人（盖章）”");
        refused("关键字", form("keyword", "word", " ", "nth", "1"));
        refused("关键字", form("keyword", "word", "字".repeat(51), "nth", "1"));
    }

    @Test
    void seam_needsTwoPages() {
        accepted(WhereForm.of(form("seam"), THREE).text(THREE));
        assertThatThrownBy(() -> WhereForm.of(form("seam"), List.of(A4)))
                .isInstanceOf(PageProblem.class)
                .hasMessage("仅一页的文件无需骑缝章");
    }

    @Test
    void whatIsNotInTheDocument_isRefusedInWords() {
        refused("只有 3 页", form("corner", "page", "4", "corner", "top"));
        refused("整数", form("corner", "page", "-1", "corner", "top"));
        refused("请选择盖章位置", form("field", "field", "party"));
        assertThatThrownBy(() -> SealKinds.checked("crown")).isInstanceOf(PageProblem.class);
        assertThat(SealKinds.title(SealKinds.checked("enterprise_seal"))).isEqualTo("企业公章");
    }

    private static void refused(String why, Map<String, String> form) {
        assertThatThrownBy(() -> WhereForm.of(form, THREE))
                .isInstanceOf(PageProblem.class)
                .hasMessageContaining(why);
    }

    private static void accepted(String place) {
        new DocumentToSeal(
                "id", "title", "pdf", "0".repeat(64), 3, "enterprise_seal", 0, List.of(place));
    }

    private static Map<String, String> form(String where, String... rest) {
        Map<String, String> out = new java.util.HashMap<>();
        out.put("where", where);
        for (int i = 0; i < rest.length; i += 2) {
            out.put(rest[i], rest[i + 1]);
        }
        return out;
    }
}
