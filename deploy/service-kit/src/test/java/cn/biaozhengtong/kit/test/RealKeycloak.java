package cn.biaozhengtong.kit.test;

import cn.biaozhengtong.launcher.Dist;
import cn.biaozhengtong.launcher.KeycloakServer;
import cn.biaozhengtong.launcher.MariaDbServer;
import cn.biaozhengtong.launcher.Ports;
import cn.biaozhengtong.launcher.TlsFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;

/// The real Keycloak with our realm and provider, as a process with a database of its own. Its
/// first start on a machine builds it, which takes a minute.
public final class RealKeycloak {
    /// Of every client, the operators and the tickets.
    public static final String SECRET = "a-secret-of-this-test-alone";

    private static final List<String> CLIENTS =
            List.of(
                    "IDENTITY_SERVICE",
                    "ENTERPRISE_SERVICE",
                    "CA_ORDER_SERVICE",
                    "SEAL_SERVICE",
                    "SCAN_SESSION_SERVICE",
                    "OPERATOR_TOOL",
                    "RP_ANSTEEL");

    private static final List<String> OPERATORS =
            List.of(
                    "REVIEWER_LI",
                    "APPROVER_WANG",
                    "BOTH_ZHAO",
                    "ADMIN_CHEN",
                    "ADMIN_ZHOU",
                    "AUDITOR_SUN");

    private final Ports ports = new Ports(Ports.free());
    private @Nullable MariaDbServer database;
    private @Nullable KeycloakServer keycloak;

    /// Known before it is started.
    public String url() {
        return "http://127.0.0.1:" + ports.keycloak();
    }

    public String issuer() {
        return url() + "/realms/biaozhengtong";
    }

    /// Starts it with the sandbox's realm and waits until it is ready; it ends with this JVM.
    ///
    /// @param identity where its provider redeems login tickets
    public void start(String identity) throws IOException {
        start(identity, "biaozhengtong.json");
    }

    /// @param realm a file's name in `deploy/keycloak/realm`
    public void start(String identity, String realm) throws IOException {
        Path state = TestFolder.kept("bzt-kc");
        MariaDbServer itsOwn = MariaDbServer.in(state, Ports.free(), state.resolve("mariadb.log"));
        itsOwn.start();
        itsOwn.createSchema("keycloak", "owner", "user");
        database = itsOwn;
        Map<String, String> values = new HashMap<>();
        CLIENTS.forEach(client -> values.put("BZT_SECRET_" + client, SECRET));
        OPERATORS.forEach(operator -> values.put("BZT_PASSWORD_" + operator, SECRET));
        values.put("BZT_IDENTITY_URL", identity);
        values.put("BZT_TICKET_SECRET", SECRET);
        Path folder = Dist.locate().checkout().resolve("deploy/keycloak");
        KeycloakServer started =
                KeycloakServer.in(
                        state,
                        ports,
                        itsOwn,
                        "owner",
                        provider(folder.resolve("target/classes"), state.resolve("provider.jar")),
                        folder.resolve("realm").resolve(realm),
                        TlsFiles.of(state.resolve("tls"), "secret-of-tls"),
                        values,
                        state.resolve("keycloak.log"));
        keycloak = started;
        started.start();
        SpringApplication.getShutdownHandlers()
                .add(() -> {
                    started.process().kill();
                    itsOwn.process().kill();
                    TestFolder.delete(state);
                });
        started.awaitReady();
    }

    /// Ends it and starts it again on its database, of which something was changed meanwhile.
    public void startAgainAfter(String sql) {
        KeycloakServer it = Objects.requireNonNull(keycloak);
        it.process().stop(Duration.ofSeconds(30));
        rows(sql);
        it.start();
        it.awaitReady();
    }

    /// What its database's administrator sees, after a line of names.
    public String rows(String sql) {
        return Objects.requireNonNull(database).execute("USE keycloak; " + sql);
    }

    /// The same bytes for the same classes, so that what was built of them is found again.
    private static Path provider(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                ZipEntry entry = new ZipEntry(classes.relativize(file).toString());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(Files.readAllBytes(file));
                zip.closeEntry();
            }
        }
        return jar;
    }
}
