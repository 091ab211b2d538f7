package cn.biaozhengtong.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// A service finds its secrets as files in the folder that `BZT_SECRETS` names.
class SecretFilesTest {
    @TempDir private Path folder;

    private StandardEnvironment environment(Map<String, Object> more) {
        Map<String, Object> given = new HashMap<>(more);
        given.put("spring.config.location", "classpath:platform.yml");
        StandardEnvironment out = new StandardEnvironment();
        out.getPropertySources().addFirst(new MapPropertySource("given", given));
        ConfigDataEnvironmentPostProcessor.applyTo(out);
        return out;
    }

    @Test
    void item20_secretsAreReadFromFiles_soThatNoEnvironmentNeedsThem() throws IOException {
        Path properties = Files.createDirectories(folder.resolve("properties"));
        Files.writeString(properties.resolve("BZT_DB_PASSWORD"), "of the user\n");
        Files.writeString(properties.resolve("BZT_CLIENT_SECRET"), "of the client");
        StandardEnvironment it = environment(Map.of("BZT_SECRETS", folder.toString()));
        assertThat(it.getProperty("spring.datasource.password")).isEqualTo("of the user");
        assertThat(
                        it.getProperty(
                                "spring.security.oauth2.client.registration.internal.client-secret"))
                .isEqualTo("of the client");
    }

    @Test
    void environment_standsWhereThereAreNoFiles() {
        assertThat(
                        environment(
                                        Map.of(
                                                "BZT_SECRETS",
                                                folder.toString(),
                                                "BZT_DB_PASSWORD",
                                                "of the environment"))
                                .getProperty("spring.datasource.password"))
                .isEqualTo("of the environment");
    }
}
