package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real Keycloak with our provider and realm, its data in MariaDB.
///
/// `kc.sh build` takes most of a minute, so a built copy is kept per content of the provider; a
/// running suite is not disturbed when another builds.
public final class KeycloakServer {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private static final List<String> BUILD =
            List.of(
                    "--db=mariadb",
                    "--health-enabled=true",
                    // Platforms may prove themselves by a certificate.
                    "--https-client-auth=request",
                    "--features-disabled=impersonation,device-flow,ciba,par");

    /// Of the provider's settings in Keycloak's configuration.
    private static final String PROVIDER = "spi-authenticator--bzt-login-ticket--";

    private final int managementPort;
    private final ServerProcess process;
    private final MasterRealm master;

    private KeycloakServer(int managementPort, ServerProcess process, MasterRealm master) {
        this.managementPort = managementPort;
        this.process = process;
        this.master = master;
    }

    /// @param databasePassword of the schema's owner
    /// @param provider jar file for `providers/`
    /// @param realm the realm's JSON, with `${NAME}` for each of `values`
    /// @param tls with the key of its TLS port, where clients prove themselves by certificates
    /// @param values `BZT_IDENTITY_URL` and `BZT_TICKET_SECRET`, which the provider needs, and what
    ///   the realm names
    public static KeycloakServer in(
            Path state,
            Ports ports,
            MariaDbServer database,
            String databasePassword,
            Path provider,
            Path realm,
            TlsFiles tls,
            Map<String, String> values,
            Path log) {
        Path built = built(provider);
        KeycloakHome home = KeycloakHome.in(state.resolve("keycloak"), built);
        home.importRealm(realm, values);
        String first = Secrets.random();
        home.configure(
                Map.of(
                        "bootstrap-admin-username",
                        MasterRealm.bootstrapName(),
                        "bootstrap-admin-password",
                        first,
                        "db-password",
                        databasePassword,
                        "https-key-store-password",
                        tls.password(),
                        PROVIDER + "identity-url",
                        values.getOrDefault("BZT_IDENTITY_URL", ""),
                        PROVIDER + "ticket-secret",
                        values.getOrDefault("BZT_TICKET_SECRET", "")));
        List<String> command = new ArrayList<>();
        command.add(Dist.java().toString());
        command.addAll(jvm(home.folder(), built));
        command.addAll(
                List.of(
                        "start",
                        "--optimized",
                        "--import-realm",
                        "--http-enabled=true",
                        // Tokens name one issuer, by whichever port they were fetched.
                        "--hostname=" + JavaServices.url(ports.keycloak()),
                        "--http-host=127.0.0.1",
                        "--http-port=" + ports.keycloak(),
                        "--https-port=" + ports.keycloakTls(),
                        "--https-key-store-file=" + tls.server(),
                        "--truststore-paths=" + tls.authority(),
                        "--http-management-port=" + ports.keycloakManagement(),
                        // Health is asked for without TLS.
                        "--http-management-scheme=http",
                        "--cache=local",
                        "--db-url=jdbc:mariadb://127.0.0.1:" + database.port() + "/keycloak",
                        "--db-username=keycloak_owner",
                        "--db-pool-max-size=20",
                        "--log-level=WARN"));
        return new KeycloakServer(
                ports.keycloakManagement(),
                new ServerProcess("keycloak", command, Map.of(), state, log),
                new MasterRealm(database, JavaServices.url(ports.keycloak()), first));
    }

    public ServerProcess process() {
        return process;
    }

    public void start() {
        master.shut();
        process.start();
    }

    public void awaitReady() {
        URI health = URI.create("http://127.0.0.1:" + managementPort + "/health/ready");
        process.awaitListening(Duration.ofSeconds(240), managementPort, () -> answersOk(health));
        master.leave();
    }

    static boolean answersOk(URI uri) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(3)).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> jvm(Path home, Path built) {
        return List.of(
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Xms64m",
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                built.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint");
    }

    private static Path built(Path provider) {
        BuildCache cache = BuildCache.ofCheckout();
        try {
            Path home =
                    cache.place(
                            "keycloak",
                            digest(provider) + "-" + Integer.toHexString(BUILD.hashCode()));
            Path done = home.resolve("built");
            if (Files.exists(done)) {
                return home;
            }
            cache.deleteOlder("keycloak");
            try (FileChannel lock =
                            FileChannel.open(
                                    cache.folder().resolve("keycloak.lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var held = lock.lock()) {
                if (held.isValid() && !Files.exists(done)) {
                    build(home, provider);
                    Files.createFile(done);
                }
            }
            return home;
        } catch (IOException e) {
            throw new Sentence(
                    "Cannot prepare Keycloak in " + cache.folder() + ": " + e.getMessage(), e);
        }
    }

    private static void build(Path home, Path provider) throws IOException {
        System.out.println("  keycloak: building with our provider, once, about a minute");
        copy(Dist.locate().keycloak(), home);
        Files.copy(
                provider,
                home.resolve("providers/biaozhengtong.jar"),
                StandardCopyOption.REPLACE_EXISTING);
        List<String> command = new ArrayList<>(BUILD);
        command.addAll(0, List.of("sh", home.resolve("bin/kc.sh").toString(), "build"));
        Process build =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("build.log").toFile())
                        .start();
        try {
            if (!build.waitFor(300, TimeUnit.SECONDS) || build.exitValue() != 0) {
                throw new Sentence("Keycloak's build failed; see " + home.resolve("build.log"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Sentence("Interrupted", e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    static String digest(Path... files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (GeneralSecurityException | IOException e) {
            throw new Sentence("Cannot read " + files[0] + ": run deploy/up, which builds it", e);
        }
    }
}
