package cn.biaozhengtong.identity.help;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/// The articles of both languages, and a search over all their words.
@Component
public class HelpArticles {
    /// Words of a title say more about what an article is for.
    private static final double TITLE = 3;

    private final Map<Language, Map<String, Indexed>> articles;

    HelpArticles() throws IOException {
        articles = Map.of(Language.zh, read(Language.zh), Language.en, read(Language.en));
    }

    /// Chinese first.
    public enum Language {
        zh,
        en;

        /// @param locale of the caller
        public static Language of(Locale locale) {
            return locale.getLanguage().equals("en") ? en : zh;
        }
    }

    /// @param slug the same in both languages
    /// @param body Markdown, without the title
    public record Article(String slug, String title, String body) {}

    public record Title(String slug, String title) {}

    /// @param share how much of the question's weight the article has words for, 0 to 1
    record Hit(Article article, double score, double share) {}

    private record Indexed(Article article, List<String> title, List<String> body) {
        boolean has(String word) {
            return title.contains(word) || body.contains(word);
        }

        double weight(String word) {
            long often = body.stream().filter(word::equals).count();
            double body = often == 0 ? 0 : often / (often + 1.0);
            return body + (title.contains(word) ? TITLE : 0);
        }
    }

    public List<Title> titles(Language language) {
        return of(language).values().stream()
                .map(it -> new Title(it.article().slug(), it.article().title()))
                .toList();
    }

    public Article article(Language language, String slug) {
        Indexed found = of(language).get(slug);
        if (found == null) {
            throw HelpProblem.article_unknown.exception();
        }
        return found.article();
    }

    /// The best first; empty when no word is found anywhere.
    public List<Title> search(Language language, String text) {
        return hits(language, text)
                .map(it -> new Title(it.article().slug(), it.article().title()))
                .toList();
    }

    Stream<Hit> hits(Language language, String text) {
        Set<String> words = new HashSet<>(Words.of(text));
        double all = words.stream().mapToDouble(word -> rarity(language, word)).sum();
        return of(language).values().stream()
                .map(it -> hit(language, it, words, all))
                .filter(it -> it.score() > 0)
                .sorted(Comparator.comparingDouble(Hit::score).reversed());
    }

    private Hit hit(Language language, Indexed it, Set<String> words, double all) {
        double score = 0;
        double found = 0;
        for (String word : words) {
            double rarity = rarity(language, word);
            score += rarity * it.weight(word);
            found += it.has(word) ? rarity : 0;
        }
        return new Hit(it.article(), score, all == 0 ? 0 : found / all);
    }

    /// A word that every article has tells nothing.
    private double rarity(Language language, String word) {
        long with = of(language).values().stream().filter(it -> it.has(word)).count();
        return Math.log((of(language).size() + 1.0) / (with + 0.5));
    }

    private Map<String, Indexed> of(Language language) {
        return articles.getOrDefault(language, Map.of());
    }

    private static Map<String, Indexed> read(Language language) throws IOException {
        Map<String, Indexed> out = new LinkedHashMap<>();
        Resource[] files =
                new PathMatchingResourcePatternResolver()
                        .getResources("classpath:help/" + language + "/*.md");
        List<Resource> sorted = new ArrayList<>(List.of(files));
        sorted.sort(Comparator.comparing(it -> String.valueOf(it.getFilename())));
        for (Resource file : sorted) {
            String slug = String.valueOf(file.getFilename()).replaceFirst("\\.md$", "");
            String text = file.getContentAsString(StandardCharsets.UTF_8).strip();
            int end = text.indexOf('\n');
            Article article =
                    new Article(
                            slug,
                            text.substring(0, end).replaceFirst("^# ", ""),
                            text.substring(end).strip());
            out.put(
                    slug,
                    new Indexed(article, Words.of(article.title()), Words.of(article.body())));
        }
        return out;
    }
}
