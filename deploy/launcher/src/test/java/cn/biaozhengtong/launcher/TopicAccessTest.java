package cn.biaozhengtong.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Who writes and reads a topic is who its contract and the listeners say, no more and no less.
class TopicAccessTest {
    private static final Path CHECKOUT = Path.of("../..");
    private static final Pattern EVENT =
            Pattern.compile("([a-z-]+\\.[a-z-]+)\\..*\\.schema\\.json");
    private static final Pattern LISTENER =
            Pattern.compile("@KafkaListener\\(\\s*topics = (\"[a-z.-]+\"|\\{[^}]*\\})");
    private static final Pattern TOPIC = Pattern.compile("\"([a-z.-]+)\"");

    private final TopicAccess access =
            TopicAccess.of(CHECKOUT.resolve("deploy/kafka/access.properties"));

    private static Set<String> published(String service) throws IOException {
        Set<String> out = new TreeSet<>();
        try (Stream<Path> files =
                Files.list(CHECKOUT.resolve(service).resolve("src/contract/events"))) {
            files.map(it -> EVENT.matcher(it.getFileName().toString()))
                    .filter(java.util.regex.Matcher::matches)
                    .forEach(it -> out.add(it.group(1)));
        }
        return out;
    }

    private static Set<String> listened(String module) throws IOException {
        Set<String> out = new TreeSet<>();
        try (Stream<Path> files = Files.walk(CHECKOUT.resolve(module).resolve("src/main/java"))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                LISTENER.matcher(Files.readString(file))
                        .results()
                        .flatMap(it -> TOPIC.matcher(it.group(1)).results())
                        .forEach(it -> out.add(it.group(1)));
            }
        }
        return out;
    }

    @Test
    void table_saysWhatContractsAndListenersSay() throws IOException {
        assertThat(access.services()).hasSize(5);
        for (String service : access.services()) {
            assertThat(access.writes(service)).as(service).isEqualTo(published(service));
            Set<String> reads = listened(service);
            // Whose logins ended, every service asks the topic itself.
            reads.addAll(listened("deploy/service-kit"));
            assertThat(access.reads(service)).as(service).isEqualTo(reads);
        }
    }
}
