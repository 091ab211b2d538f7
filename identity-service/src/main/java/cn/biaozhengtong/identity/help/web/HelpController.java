package cn.biaozhengtong.identity.help.web;

import cn.biaozhengtong.identity.help.Assistant;
import cn.biaozhengtong.identity.help.HelpArticles;
import cn.biaozhengtong.identity.help.HelpArticles.Language;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Help for everybody, in the language that the caller accepts; needs no token.
@RestController
@RequestMapping("/api/identity/v1/help")
class HelpController {
    private final HelpArticles articles;
    private final Assistant assistant;
    private final Contact contact;

    HelpController(
            HelpArticles articles,
            Assistant assistant,
            @Value("${bzt.help.phone}") String phone,
            @Value("${bzt.help.hours}") String hours) {
        this.articles = articles;
        this.assistant = assistant;
        this.contact = new Contact(phone, hours);
    }

    record Contact(String phone, String hours) {}

    /// All titles, or those that fit.
    @GetMapping("/articles")
    List<HelpArticles.Title> articles(
            Locale locale, @RequestParam(required = false) @Nullable @Size(max = 100) String q) {
        Language language = Language.of(locale);
        return q == null || q.isBlank() ? articles.titles(language) : articles.search(language, q);
    }

    @GetMapping("/articles/{slug}")
    HelpArticles.Article article(Locale locale, @PathVariable String slug) {
        return articles.article(Language.of(locale), slug);
    }

    /// 智能客服. Without an answer `handOver` is true: then a feedback of kind `question` reaches a
    /// person.
    @GetMapping("/answers")
    Assistant.Answer answer(
            Locale locale, @RequestParam @NotBlank @Size(max = 200) String question) {
        return assistant.answer(Language.of(locale), question);
    }

    /// 电话咨询.
    @GetMapping("/contact")
    Contact contact() {
        return contact;
    }
}
