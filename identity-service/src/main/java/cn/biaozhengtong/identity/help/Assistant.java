package cn.biaozhengtong.identity.help;

import cn.biaozhengtong.identity.help.HelpArticles.Hit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// The assistant (智能客服): answers with passages of the articles and says when it has none, so that
/// the client offers a person. It invents nothing.
@Component
public class Assistant {
    /// Below this share of the question's words an article is about something else. Pairs of
    /// Chinese characters that stretch over two words are found nowhere, so it is well below one
    /// half.
    private static final double ENOUGH = 0.3;

    private static final int MOST = 3;

    private final HelpArticles articles;

    Assistant(HelpArticles articles) {
        this.articles = articles;
    }

    /// @param passage Markdown, the paragraph that fits best
    public record Passage(String slug, String title, String passage) {}

    /// @param handOver whether to offer a person (a feedback of kind `question`)
    public record Answer(List<Passage> passages, boolean handOver) {}

    public Answer answer(HelpArticles.Language language, String question) {
        List<Passage> passages =
                articles.hits(language, question)
                        .filter(it -> it.share() >= ENOUGH)
                        .limit(MOST)
                        .map(it -> passage(it, question))
                        .toList();
        return new Answer(passages, passages.isEmpty());
    }

    private static Passage passage(Hit hit, String question) {
        Set<String> words = new HashSet<>(Words.of(question));
        String best =
                hit.article()
                        .body()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .max(
                                Comparator.comparingLong(line ->
                                        Words.of(line).stream()
                                                .filter(words::contains)
                                                .distinct()
                                                .count()))
                        .orElse("");
        return new Passage(hit.article().slug(), hit.article().title(), best);
    }
}
