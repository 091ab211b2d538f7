package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One whole suite on loopback: its state folder, its ports, its processes.
public final class Suite implements AutoCloseable {
    private static final long DISK_NEEDED = 2L << 30;
    private static final String FORMAT = "1";

    /// As long as services promise, Kubernetes waits, and no longer.
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Path state;
    private final Ports ports;
    private final Secrets secrets;
    private final Consumer<String> progress;
    private final MariaDbServer mariaDb;
    private final KafkaServer kafka;
    private final List<ServerProcess> processes = new CopyOnWriteArrayList<>();
    private @Nullable Supervisor supervisor;

    private Suite(Path state, Ports ports, Consumer<String> progress) {
        this.state = state;
        this.ports = ports;
        this.progress = progress;
        this.secrets = Secrets.in(state.resolve("secrets"));
        this.mariaDb = MariaDbServer.in(state, ports.mariaDb(), log("mariadb"));
        this.kafka =
                KafkaServer.guarded(
                        state,
                        ports.kafka(),
                        ports.kafkaController(),
                        log("kafka"),
                        new KafkaAccounts(secrets));
    }

    /// Prepares the state folder; nothing runs yet.
    public static Suite in(Path state, Ports ports, Consumer<String> progress) {
        try {
            Path folder = OwnersOnly.folder(state.toAbsolutePath());
            Path format = folder.resolve("format");
            if (Files.exists(format) && !Files.readString(format).equals(FORMAT)) {
                throw new Sentence(
                        folder
                                + " is of another version of the suite: move it away and start"
                                + " again.");
            }
            OwnersOnly.close(folder);
            OwnersOnly.folder(folder.resolve("logs"));
            OwnersOnly.write(format, FORMAT);
            mustHaveRoom(folder, DISK_NEEDED);
            return new Suite(folder, ports, progress);
        } catch (IOException e) {
            throw new Sentence("Cannot use the state folder " + state + ": " + e.getMessage(), e);
        }
    }

    static void mustHaveRoom(Path folder, long needed) {
        long free = folder.toFile().getUsableSpace();
        if (free < needed) {
            throw new Sentence(
                    "Only %d MiB are free at %s; %d MiB are needed: make room, or set BZT_STATE to a folder elsewhere."
                            .formatted(free >> 20, folder, needed >> 20));
        }
    }

    public Ports ports() {
        return ports;
    }

    public Path state() {
        return state;
    }

    public MariaDbServer database() {
        return mariaDb;
    }

    /// Of all services, each with a user of its name.
    public static List<String> schemas() {
        return JavaServices.schemas();
    }

    public List<ServerProcess> processes() {
        return List.copyOf(processes);
    }

    /// Starts everything and waits until it is ready.
    public void start() {
        ports.mustBeFree();
        Instant begin = Instant.now();
        startServers(begin);
        ceremony(begin);
        ServiceKeys.handOver(state.resolve("ca"), secrets);
        KeycloakServer keycloak = keycloak();
        keycloak.start();
        processes.add(keycloak.process());
        List<JavaServices.Service> services = new JavaServices(state, ports, secrets).all();
        for (JavaServices.Service service : services) {
            service.process().start();
            processes.add(service.process());
        }
        keycloak.awaitReady();
        tell(begin, "keycloak");
        for (JavaServices.Service service : services) {
            service.awaitReady();
            tell(begin, service.process().name());
        }
        EndpointsFile.write(state, ports, secrets, tls());
    }

    /// Starts the sample tender platform, once its settings were written.
    public void startSample() {
        Path settings = state.resolve("sample.properties");
        List<String> command =
                List.of(
                        Dist.java().toString(),
                        "-Xmx96m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Dist.locate()
                                .application("scan-session-service/sample-tender-platform")
                                .toString(),
                        settings.toString());
        ServerProcess sample =
                new ServerProcess(
                        "sample-tender-platform", command, Map.of(), state, log("sample"));
        sample.start();
        processes.add(sample);
        sample.awaitListening(Duration.ofSeconds(30), ports.sample());
    }

    /// Waits until a process that was killed and started again is ready.
    public void awaitReady(ServerProcess process) {
        switch (process.name()) {
            case "mariadb" -> mariaDb.awaitReady();
            case "kafka" -> kafka.awaitReady();
            case "keycloak" ->
                    process.awaitListening(
                            Duration.ofSeconds(240),
                            ports.keycloakManagement(),
                            () ->
                                    KeycloakServer.answersOk(
                                            java.net.URI.create(
                                                    JavaServices.url(ports.keycloakManagement())
                                                            + "/health/ready")));
            case "sample-tender-platform" ->
                    process.awaitListening(Duration.ofSeconds(30), ports.sample());
            default ->
                    new JavaServices(state, ports, secrets)
                            .all().stream()
                                    .filter(s -> s.process().name().equals(process.name()))
                                    .forEach(s ->
                                            process.awaitListening(
                                                    Duration.ofSeconds(180),
                                                    s.health().getPort(),
                                                    () -> KeycloakServer.answersOk(s.health())));
        }
    }

    /// From now on, what ends without being told to is started again.
    public void supervise() {
        supervisor = new Supervisor(this::processes, state, progress, Duration.ofSeconds(1));
        supervisor.start();
    }

    /// Ends everything, last started first.
    @Override
    public synchronized void close() {
        if (supervisor != null) {
            supervisor.close();
        }
        // The services together, then what they stand on, the database last.
        List<String> ground = List.of("keycloak", "kafka");
        stop(
                processes.stream()
                        .filter(it -> !ground.contains(it.name()) && !it.name().equals("mariadb"))
                        .toList());
        stop(processes.stream().filter(it -> ground.contains(it.name())).toList());
        stop(processes);
        processes.clear();
    }

    /// A process has ended by itself within [#GRACE], or is ended by force. All at once, but those
    /// that will write an archive two by two: a service that takes longer to end ends itself, and
    /// on a machine of two cores seven archives at once would come too late every time.
    private static void stop(List<ServerProcess> some) {
        List<ServerProcess> writing = some.stream().filter(ServerProcess::writesAtItsEnd).toList();
        for (int i = 0; i < writing.size(); i += 2) {
            together(writing.subList(i, Math.min(i + 2, writing.size())));
        }
        together(some);
    }

    private static void together(List<ServerProcess> some) {
        some.stream()
                .map(it -> Thread.startVirtualThread(() -> it.stop(GRACE)))
                .toList()
                .forEach(Suite::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startServers(Instant begin) {
        mariaDb.start();
        processes.add(mariaDb.process());
        mariaDb.createSchema(
                "keycloak", secrets.get("db.owner.keycloak"), secrets.get("db.keycloak"));
        for (String schema : JavaServices.schemas()) {
            mariaDb.createSchema(
                    schema, secrets.get("db.owner." + schema), secrets.get("db." + schema));
        }
        tell(begin, "mariadb");
        kafka.start();
        processes.add(kafka.process());
        tell(begin, "kafka");
    }

    /// Holds the key ceremony of a new suite, with ca-order-service's own command.
    private void ceremony(Instant begin) {
        Path offline = state.resolve("ca-offline");
        // A restored suite has its issuing CA without the root.
        if (Files.exists(offline.resolve("root.p12"))
                || Files.exists(state.resolve(Backup.RESTORED))) {
            return;
        }
        Path input = Dist.locate().checkout().resolve("deploy/ceremony/sandbox.properties");
        try {
            Path filled = state.resolve("ceremony.properties");
            OwnersOnly.write(
                    filled,
                    Files.readString(input)
                            + "public.url="
                            + JavaServices.url(ports.gateway())
                            + "\n");
            Command.of(
                            List.of(
                                    Dist.java().toString(),
                                    "-cp",
                                    Applications.unpacked("ca-order-service")
                                            .resolve("app.jar")
                                            .toString(),
                                    "cn.biaozhengtong.caorder.authority.ceremony.CeremonyCommand",
                                    filled.toString(),
                                    offline.toString(),
                                    state.resolve("ca").toString()))
                    .with(Map.of("BZT_CA_PASSWORD_FILE", secrets.file("ca").toString()))
                    .run();
        } catch (IOException e) {
            throw new Sentence("The key ceremony failed: " + e.getMessage(), e);
        } finally {
            secrets.deleteFiles();
        }
        tell(begin, "key ceremony");
    }

    private KeycloakServer keycloak() {
        Path folder = Dist.locate().checkout().resolve("deploy/keycloak");
        Map<String, String> values = new HashMap<>();
        for (String client :
                List.of(
                        "identity-service",
                        "enterprise-service",
                        "ca-order-service",
                        "seal-service",
                        "scan-session-service",
                        "operator-tool",
                        "rp-ansteel")) {
            values.put(
                    "BZT_SECRET_" + client.toUpperCase(java.util.Locale.ROOT).replace('-', '_'),
                    secrets.get("client." + client));
        }
        values.putAll(Operators.passwords(secrets));
        values.put("BZT_IDENTITY_URL", JavaServices.url(ports.identity()));
        values.put("BZT_TICKET_SECRET", secrets.get("ticket"));
        return KeycloakServer.in(
                state,
                ports,
                mariaDb,
                secrets.get("db.owner.keycloak"),
                folder.resolve("target/keycloak-provider-0.1.0-SNAPSHOT.jar"),
                folder.resolve("realm/biaozhengtong.json"),
                tls(),
                values,
                log("keycloak"));
    }

    private TlsFiles tls() {
        return TlsFiles.of(state.resolve("tls"), secrets.get("tls"));
    }

    private Path log(String name) {
        return state.resolve("logs/" + name + ".log");
    }

    private void tell(Instant begin, String what) {
        double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
        progress.accept("  %-22s ready after %5.1f s".formatted(what, seconds));
    }
}
