package cn.biaozhengtong.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each process has its own secrets, as files, and nobody else's.
class SecretsOfServicesTest {
    @TempDir private Path state;
    private Secrets secrets;
    private JavaServices services;

    @BeforeEach
    void given() {
        secrets = Secrets.in(state.resolve("secrets"));
        services = new JavaServices(state, new Ports(28480), secrets);
        services.giveSecrets();
    }

    /// The names of those who have a file with this secret.
    private List<String> whoHas(String name) throws IOException {
        List<String> out = new ArrayList<>();
        try (Stream<Path> files = Files.walk(state.resolve("secrets"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                boolean ours = file.getFileName().toString().equals("suite.properties");
                if (!ours && Files.readString(file).contains(secrets.get(name))) {
                    out.add(state.resolve("secrets").relativize(file).toString());
                }
            }
        }
        return out;
    }

    private Properties all() throws IOException {
        Properties all = new Properties();
        try (Reader reader = Files.newBufferedReader(state.resolve("secrets/suite.properties"))) {
            all.load(reader);
        }
        return all;
    }

    @Test
    void item20_noProcess_hasASecretInItsEnvironment() throws IOException {
        Operators.passwords(secrets);
        Map<String, Map<String, String>> environments = services.environments();
        assertThat(environments).hasSize(6).containsKey("gateway");
        List<String> found = new ArrayList<>();
        all().forEach((name, secret) ->
                environments.forEach((process, environment) -> {
                    if (environment.toString().contains(secret.toString())) {
                        found.add(name + " in that of " + process);
                    }
                }));
        assertThat(found).isEmpty();
    }

    @Test
    void item20_everyService_hasItsOwnSecrets_andNoOther() throws IOException {
        assertThat(whoHas("ca")).containsExactly("ca-order-service/properties/BZT_CA_PASSWORD");
        assertThat(whoHas("webhook"))
                .containsExactly("scan-session-service/properties/BZT_WEBHOOK_PASSWORD");
        assertThat(whoHas("ticket"))
                .containsExactly("identity-service/properties/BZT_TICKET_SECRET");
        Map<String, List<String>> holders = new TreeMap<>();
        for (String name : all().stringPropertyNames()) {
            holders.put(name, whoHas(name));
        }
        assertThat(holders).allSatisfy((name, files) -> assertThat(files).as(name).hasSize(1));
        assertThat(state.resolve("secrets/gateway")).doesNotExist();
    }

    @Test
    void item20_everyOperator_hasAPasswordOfHisOwn_unlessAVersionBeforeGaveThemOne() {
        assertThat(Operators.passwords(secrets).values()).doesNotHaveDuplicates().hasSize(6);
        Secrets before = Secrets.in(state.resolve("before"));
        String one = before.get("operator");
        assertThat(Operators.passwords(before).values()).containsOnly(one);
    }

    @Test
    void secretThatAServiceNoLongerHas_isTakenFromIt() throws IOException {
        secrets.give("seal-service", Map.of("BZT_OTHER", "x"));
        try (Stream<Path> files = Files.list(state.resolve("secrets/seal-service/properties"))) {
            assertThat(files)
                    .extracting(it -> it.getFileName().toString())
                    .containsExactly("BZT_OTHER");
        }
    }
}
