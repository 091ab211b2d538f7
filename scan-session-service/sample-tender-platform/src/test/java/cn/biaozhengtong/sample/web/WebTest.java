package cn.biaozhengtong.sample.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebTest {
    @Test
    void json_escapesWhateverATextHas() {
        Map<String, Object> it = new LinkedHashMap<>();
        it.put("a\"", "x\\\n</script>\u2028𠮷");
        it.put("list", Arrays.asList(1, true, null, List.of()));
        assertThat(JsonText.of(it))
                .isEqualTo(
                        "{\"a\\\"\":\"x\\\\\\u000a\\u003c/script>\\u2028𠮷\",\"list\":[1,true,null,[]]}");
    }

    @ParameterizedTest
    @CsvSource({
        "投标函（正本）, 投标函（正本）",
        "'  a\u202eb   c ', a b c",
        "'<b>报价</b>', b 报价 /b",
        "'\u200b', 未命名"
    })
    void title_isWhatTheServiceTakes(String given, String taken) {
        assertThat(Web.title(given, "未命名")).isEqualTo(taken);
    }

    @Test
    void title_isCut_betweenCharacters() {
        assertThat(Web.title("𠮷".repeat(70), "")).isEqualTo("𠮷".repeat(60));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/stamp",
                "/nodes",
                "/local",
                "/tool",
                "/hall",
                "/common.js",
                "/sealing.js",
                "/style.css"
            })
    void pages_areWhole(String path) {
        Page.Content it = Page.of(path, "http://gateway").orElseThrow();
        assertThat(it.text())
                .doesNotContain("{head}", "{scan}", "{place}", "{documents}", "{gateway}");
        if (it.type().equals("text/html")) {
            assertThat(it.text())
                    .contains("lang=\"zh-CN\"", "http://gateway/s/bzt-qr.js", "id=\"state\"")
                    .doesNotContain("onclick", "<script>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/head", "/../parts/head.html", "/nowhere", "/hall/board", "/x.png"})
    void whatIsNoPage_isNotServed(String path) {
        assertThat(Page.of(path, "")).isEmpty();
    }
}
