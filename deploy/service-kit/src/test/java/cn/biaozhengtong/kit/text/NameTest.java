package cn.biaozhengtong.kit.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is a name, and what only looks like one.
class NameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "鞍钢招标有限公司",
                "阿卜杜拉·汗",
                "买买提·吐尔逊",
                "𠮷野（中国）有限公司",
                "鿏业集团",
                "Société Générale (China) Co., Ltd.",
                "O'Neill & Söhne",
                "José María",
                "张三 ",
                "3M 中国",
                "Хань",
                "ཀརྨ",
                "มานะ"
            })
    void item9_names_ofAllSorts(String name) {
        assertThat(NameValidator.isName(name)).isTrue();
        assertThat(NameValidator.isName(Normalizer.normalize(name, Normalizer.Form.NFD))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "鞍山\n测试有限公司",
                "鞍山\t测试",
                "鞍山\u200b测试",
                "鞍山\u2060测试",
                "鞍山\u202e试测",
                "\u2066鞍山\u2069",
                "鞍山\ufeff测试",
                "鞍山\u2028测试",
                "鞍山\u2029测试",
                "鞍山\u00ad测试",
                "鞍山\ue000测试",
                "鞍山\ud83d",
                "鞍山\u0378",
                "鞍山\u3164测试",
                "鞍山\u115f测试",
                "鞍山\ufe0f测试",
                "葛\udb40\udd00城",
                "鞍山\u034f测试",
                "鞍山  测试",
                "鞍山\u00a0测试",
                "鞍山\u3000测试",
                "a\u0301\u0302\u0303\u0304",
                "\u0301abc",
                "<script>",
                "{{7*7}}",
                "$x",
                "",
                "   "
            })
    void item9_whatNobodySees_orWhatIsNoName_isRefused(String name) {
        assertThat(NameValidator.isName(name)).isFalse();
    }

    @Test
    void item9_noCharacterOfTheseCategories_isEverInAName() {
        int[] invisible =
                IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(it ->
                                switch (Character.getType(it)) {
                                    case Character.CONTROL,
                                            Character.FORMAT,
                                            Character.SURROGATE,
                                            Character.PRIVATE_USE,
                                            Character.UNASSIGNED,
                                            Character.LINE_SEPARATOR,
                                            Character.PARAGRAPH_SEPARATOR ->
                                            true;
                                    default -> false;
                                })
                        .toArray();
        assertThat(invisible.length).isGreaterThan(100_000);
        for (int it : invisible) {
            String name = "鞍" + Character.toString(it) + "山";
            assertThat(NameValidator.isName(name)).as("U+%04X", it).isFalse();
        }
    }

    @Test
    void item9_aVeryLongText_isJudgedToo() {
        assertThat(NameValidator.isName("长".repeat(1_000_000))).isTrue();
        assertThat(NameValidator.isName("长 ".repeat(500_000) + "\u200b")).isFalse();
    }
}
