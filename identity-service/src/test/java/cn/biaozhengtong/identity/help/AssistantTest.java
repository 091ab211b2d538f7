package cn.biaozhengtong.identity.help;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.identity.help.HelpArticles.Language;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// R10: help is found by what people type.
class AssistantTest {
    private final HelpArticles articles = new HelpArticles();
    private final Assistant assistant = new Assistant(articles);

    AssistantTest() throws IOException {}

    @ParameterizedTest
    @CsvSource({
        "zh,忘记证书密码怎么办,pin",
        "zh,手机丢了证书怎么找回,recover",
        "zh,开标的时候怎么解密,decrypt",
        "zh,发票怎么开,pay",
        "zh,怎么换手机号,account",
        "zh,ＵＳＣＣ 统一社会信用代码 认领企业,claim",
        "zh,如何注销账号,delete",
        "zh,挂失和注销有什么区别,revoke",
        "zh,撤章以后文件怎么办,withdraw-seal",
        "zh,盖错了章怎么撤回,withdraw-seal",
        "zh,办事人员能撤章吗,withdraw-seal",
        "zh,怎么验章,verify-seal",
        "zh,收到的盖章文件怎么验证真假,verify-seal",
        "zh,企业公章怎么制作,seals",
        "zh,印章怎么停用,seals",
        "zh,办事人员怎么使用印章,seals",
        "zh,怎么实名认证,verify",
        "en,withdraw a seal,withdraw-seal",
        "en,how to verify a sealed document,verify-seal",
        "en,how do I stop a seal,seals",
        "en,I forgot my PIN,pin",
        "en,how do I renew before expiry,renew",
        "en,bid opening decrypt,decrypt"
    })
    void R10_aQuestion_findsItsArticle(Language language, String question, String slug) {
        Assistant.Answer answer = assistant.answer(language, question);
        assertThat(answer.handOver()).isFalse();

        assertThat(answer.passages().getFirst().slug()).isEqualTo(slug);
        assertThat(answer.passages().getFirst().passage()).isNotBlank();
        assertThat(articles.search(language, question).getFirst().slug()).isEqualTo(slug);
    }

    @ParameterizedTest
    @CsvSource({"zh,今天天气好吗", "zh,食堂几点开饭", "en,weather tomorrow", "zh,？？？"})
    void R10_aQuestionAboutSomethingElse_isHandedOver(Language language, String question) {
        Assistant.Answer answer = assistant.answer(language, question);
        assertThat(answer.passages()).isEmpty();
        assertThat(answer.handOver()).isTrue();
    }

    @Test
    void R10_everyArticle_isThereInBothLanguages() {
        assertThat(articles.titles(Language.en))
                .extracting(HelpArticles.Title::slug)
                .containsExactlyElementsOf(
                        articles.titles(Language.zh).stream()
                                .map(HelpArticles.Title::slug)
                                .toList())
                .hasSizeGreaterThan(10);
        assertThat(Language.of(Locale.of("en", "GB"))).isEqualTo(Language.en);
        assertThat(Language.of(Locale.CHINA)).isEqualTo(Language.zh);
        assertThat(Language.of(Locale.FRANCE)).isEqualTo(Language.zh);
    }
}
