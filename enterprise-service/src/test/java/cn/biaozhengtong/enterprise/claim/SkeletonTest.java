package cn.biaozhengtong.enterprise.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is warned of, and what enterprises are really called.
class SkeletonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "鞍山钢铁建设（集团）有限公司",
                "阿卜杜拉·汗",
                "𠮷野（中国）投资有限公司",
                "ABC（上海）有限公司",
                "ABC（上海）有限公司",
                "ＡＢＣ芯片科技有限公司",
                "3M中国有限公司",
                "7-11便利店（北京）有限公司",
                "C&A（中国）有限公司",
                "L'Oréal（中国）有限公司",
                "トヨタ自動車（中国）投資有限公司",
                "삼성（中国）投资有限公司",
                "北京A+教育科技有限公司",
                "㈱東芝",
                "Straße Möbel GmbH",
                "喀什买买提·吐尔逊贸易有限公司",
                "〇一二三电子商务有限公司"
            })
    void item9_namesInUse_areNotWarnedOf(String name) {
        assertThat(Skeleton.mixesScripts(name)).isFalse();
        assertThat(Skeleton.hasInvisible(name)).isFalse();
    }

    /// Cyrillic, Greek, Cherokee, Armenian letters among Latin ones or Chinese.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0410BC（上海）有限公司",
                "A\u0392C（上海）有限公司",
                "AB\u0421有限公司",
                "\u0410\u0412\u0421（上海）有限公司",
                "\u13aaBC有限公司",
                "鞍山\u03bf钢铁有限公司"
            })
    void item9_lettersThatOnlyLookRight_areWarnedOf(String name) {
        assertThat(Skeleton.mixesScripts(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "鞍山\u200b钢铁有限公司",
                "鞍山\u200d钢铁有限公司",
                "\ufeff鞍山钢铁有限公司",
                "鞍山\u2060钢铁有限公司",
                "鞍山\u00ad钢铁有限公司",
                "鞍山\u3164钢铁有限公司",
                "鞍山\u202e钢铁有限公司",
                "鞍山钢铁有限公司\u0007"
            })
    void item9_whatNobodySees_isWarnedOf(String name) {
        assertThat(Skeleton.hasInvisible(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ABC有限公司, \u0410\u0412\u0421有限公司",
        "ABC有限公司, ＡＢＣ 有限公司",
        "鞍山钢铁有限公司, 鞍山\u200b钢铁有限公司",
        "鞍山钢铁有限公司, 鞍山钢铁有限公司\ufe00",
        "AI科技有限公司, Al科技有限公司",
        "AI科技有限公司, A1科技有限公司",
        "力工有限公司, カエ有限公司",
        "口子窖有限公司, ロ子窖有限公司",
        "阿卜杜拉·汗, 阿卜杜拉・汗",
        "modern有限公司, modem有限公司",
        "abc有限公司, ABC有限公司"
    })
    void item9_namesThatLookAlike_haveOneSkeleton(String name, String other) {
        assertThat(Skeleton.of(other)).isEqualTo(Skeleton.of(name));
    }

    @Test
    void namesThatDiffer_haveSkeletonsThatDiffer() {
        assertThat(
                        Stream.of("鞍山钢铁有限公司", "鞍山重工有限公司", "ABC有限公司", "ABD有限公司", "鞍山钢铁集团")
                                .map(Skeleton::of)
                                .distinct())
                .hasSize(5);
    }

    @Test
    void stored_saysItsTable_andFits() {
        assertThat(Skeleton.of("\ufdfa".repeat(100))).startsWith(Skeleton.table()).hasSize(68);
        assertThat("016:").isLessThan(Skeleton.table());
    }
}
