package cn.biaozhengtong.kit.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds every event that any test of a service emits against `src/contract/events`.
public final class EventContracts extends AbstractTestExecutionListener {
    private static final Path FOLDER = Path.of("src/contract/events");
    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private record Emitted(String eventType, String payload) {}

    @Override
    public void afterTestClass(TestContext test) {
        if (!Files.isDirectory(FOLDER) || !test.hasApplicationContext()) {
            return;
        }
        JdbcClient database =
                test.getApplicationContext().getBeanProvider(JdbcClient.class).getIfAvailable();
        if (database != null) {
            database.sql("SELECT DISTINCT event_type, payload FROM outbox")
                    .query(Emitted.class)
                    .list()
                    .forEach(event -> mustFit(event.eventType(), event.payload()));
        }
    }

    /// The payload fits the schema of its type and has no field that the example lacks.
    static void mustFit(String type, String payload) {
        assertThat(schema(type).validate(JSON.readTree(payload)))
                .as(type + " as emitted: " + payload)
                .isEmpty();
        assertThat(example(type).propertyNames())
                .as(type + " shows every field in its example")
                .containsAll(JSON.readTree(payload).propertyNames());
    }

    /// Types with a schema in this module.
    static List<String> types() {
        if (!Files.isDirectory(FOLDER)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".schema.json"))
                    .map(name -> name.substring(0, name.length() - ".schema.json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode example(String type) {
        return JSON.readTree(text(type + ".example.json"));
    }

    private static Schema schema(String type) {
        return SCHEMAS.getSchema(text(type + ".schema.json"));
    }

    private static String text(String name) {
        Path file = FOLDER.resolve(name);
        assertThat(Files.exists(file)).as("an event's contract: " + file).isTrue();
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
