package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The six services of a suite as processes, from their application jars unpacked once.
final class JavaServices {
    private static final String SECOND = "-2";
    private static final List<String> LIMITS =
            List.of(
                    "BZT_LIMIT_PER_ADDRESS",
                    "BZT_LIMIT_PER_ACCOUNT",
                    "BZT_LIMIT_PER_CLIENT",
                    "BZT_LIMIT_LOGINS",
                    "BZT_WORK_AT_ONCE",
                    "BZT_WAITING_AT_ONCE");

    private final Path state;
    private final Ports ports;
    private final Secrets secrets;

    JavaServices(Path state, Ports ports, Secrets secrets) {
        this.state = state;
        this.ports = ports;
        this.secrets = secrets;
    }

    /// @param health what answers 200 when it is ready
    record Service(ServerProcess process, URI health) {
        void awaitReady() {
            process.awaitReady(Duration.ofSeconds(180), () -> KeycloakServer.answersOk(health));
        }
    }

    List<Service> all() {
        List<Service> out = new ArrayList<>();
        out.add(service("ca-order-service", ports.caOrder(), "ca_order", 288));
        out.add(service("identity-service", ports.identity(), "identity", 224));
        out.add(service("enterprise-service", ports.enterprise(), "enterprise", 192));
        out.add(service("scan-session-service", ports.scanSession(), "scan_session", 224));
        if (twoScanServices()) {
            out.add(
                    service(
                            "scan-session-service",
                            SECOND,
                            ports.scanSessionToo(),
                            "scan_session",
                            224));
        }
        out.add(service("seal-service", ports.seal(), "seal", 176));
        out.add(gateway());
        return out;
    }

    /// `BZT_SCAN_SESSION_REPLICAS=2` starts a second one behind the gateway.
    private static boolean twoScanServices() {
        return "2".equals(System.getenv("BZT_SCAN_SESSION_REPLICAS"));
    }

    /// Where the scan service's replicas are.
    String scanServices() {
        String first = url(ports.scanSession());
        return twoScanServices() ? first + "," + url(ports.scanSessionToo()) : first;
    }

    static List<String> schemas() {
        return List.of("identity", "enterprise", "ca_order", "seal", "scan_session");
    }

    private Service service(String module, int port, String schema, int heapMb) {
        return service(module, "", port, schema, heapMb);
    }

    private Service service(String module, String replica, int port, String schema, int heapMb) {
        Map<String, String> environment = new HashMap<>(common());
        environment.put("BZT_PORT", Integer.toString(port));
        environment.put("BZT_DB_URL", "jdbc:mariadb://127.0.0.1:" + ports.mariaDb() + "/" + schema);
        environment.put("BZT_DB_USER", schema);
        environment.put("BZT_DB_PASSWORD", secrets.get("db." + schema));
        environment.put("BZT_DB_OWNER", schema + "_owner");
        environment.put("BZT_DB_OWNER_PASSWORD", secrets.get("db.owner." + schema));
        environment.put("BZT_SECRETS", secrets.folderOf(module).toString());
        environment.put("BZT_CLIENT_SECRET", secrets.get("client." + module));
        if (twoScanServices()) {
            // Until the gateway has noticed that it is leaving.
            environment.put("BZT_LEAVE_AFTER", "5s");
        }
        return new Service(
                process(module, replica, heapMb, environment),
                URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"));
    }

    private Service gateway() {
        Map<String, String> environment = new HashMap<>(common());
        environment.put("BZT_PORT", Integer.toString(ports.gateway()));
        environment.put("BZT_MANAGEMENT_PORT", Integer.toString(ports.gatewayManagement()));
        environment.put("BZT_SCAN_SESSION_URL", scanServices());
        // All services share these cores.
        environment.put(
                "BZT_WORK_AT_ONCE",
                Integer.toString(8 * Runtime.getRuntime().availableProcessors()));
        for (String limit : LIMITS) {
            String value = System.getenv(limit);
            if (value != null) {
                environment.put(limit, value);
            }
        }
        return new Service(
                process("gateway", "", 320, environment),
                URI.create(
                        "http://127.0.0.1:"
                                + ports.gatewayManagement()
                                + "/actuator/health/readiness"));
    }

    private Map<String, String> common() {
        Map<String, String> out = new HashMap<>();
        out.put("BZT_KAFKA", "127.0.0.1:" + ports.kafka());
        out.put("BZT_KEYCLOAK", url(ports.keycloak()));
        out.put("BZT_ISSUER", url(ports.keycloak()) + "/realms/biaozhengtong");
        out.put("BZT_TICKET_SECRET", secrets.get("ticket"));
        out.put("BZT_PUBLIC_URL", url(ports.gateway()));
        out.put("BZT_IDENTITY_URL", url(ports.identity()));
        out.put("BZT_ENTERPRISE_URL", url(ports.enterprise()));
        out.put("BZT_CA_ORDER_URL", url(ports.caOrder()));
        out.put("BZT_SEAL_URL", url(ports.seal()));
        out.put("BZT_SCAN_SESSION_URL", url(ports.scanSession()));
        out.put("BZT_CA", state.resolve("ca").toString());
        out.put("BZT_CA_PASSWORD", secrets.get("ca"));
        out.put("BZT_OBJECTS", state.resolve("objects").toString());
        out.put("BZT_SANDBOX", "true");
        return out;
    }

    private ServerProcess process(
            String module, String replica, int heapMb, Map<String, String> environment) {
        Path folder = unpacked(module);
        String wished =
                System.getenv("BZT_HEAP_MB_" + module.toUpperCase(Locale.ROOT).replace('-', '_'));
        List<String> command =
                new ArrayList<>(jvm(wished == null ? heapMb : Integer.parseInt(wished)));
        // Written when the service first ends in good order, used from then on.
        command.add("-XX:+AutoCreateSharedArchive");
        command.add("-XX:SharedArchiveFile=" + folder.resolve("app.jsa"));
        command.add("-jar");
        command.add(folder.resolve("app.jar").toString());
        if (!module.equals("gateway")) {
            // In a crowd the door must still have the time to say no.
            command.addAll(0, List.of("nice", "-n", "5"));
        }
        String name = module + replica;
        return new ServerProcess(
                name, command, environment, folder, state.resolve("logs/" + name + ".log"));
    }

    /// Compiled quickly rather than well, to be ready soon; `BZT_JIT=full` for what is measured.
    private static List<String> jvm(int heapMb) {
        List<String> out =
                new ArrayList<>(
                        List.of(
                                Dist.java().toString(),
                                "-Xms32m",
                                "-Xmx" + heapMb + "m",
                                "-XX:+UseSerialGC",
                                "-Xlog:cds=off",
                                "-Xlog:cds+dynamic=off",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-Duser.timezone=UTC",
                                "-Dfile.encoding=UTF-8",
                                "--enable-native-access=ALL-UNNAMED"));
        if (!"full".equals(System.getenv("BZT_JIT"))) {
            out.add("-XX:TieredStopAtLevel=1");
        }
        return out;
    }

    /// Unpacks the jar as Spring Boot recommends, and archives its classes, once per build of it.
    static Path unpacked(String module) {
        Path jar = Dist.locate().application(module);
        try {
            String stamp = KeycloakServer.digest(jar);
            Path folder = Dist.locate().cache().resolve(module + "-" + stamp);
            if (Files.exists(folder.resolve("done"))) {
                return folder;
            }
            deleteOlder(module);
            run(
                    Dist.locate().cache(),
                    Dist.java().toString(),
                    "-Djarmode=tools",
                    "-jar",
                    jar.toString(),
                    "extract",
                    "--force",
                    "--destination",
                    folder.toString());
            Files.move(folder.resolve(jar.getFileName()), folder.resolve("app.jar"));
            Files.createFile(folder.resolve("done"));
            return folder;
        } catch (IOException e) {
            throw new Sentence("Cannot unpack " + jar + ": " + e.getMessage(), e);
        }
    }

    private static void deleteOlder(String module) throws IOException {
        Path cache = Files.createDirectories(Dist.locate().cache());
        try (Stream<Path> entries = Files.list(cache)) {
            // What another suite may still run from is left until it is a week old.
            long weekAgo = System.currentTimeMillis() - Duration.ofDays(7).toMillis();
            for (Path old :
                    entries.filter(p -> p.getFileName().toString().startsWith(module + "-"))
                            .toList()) {
                if (Files.getLastModifiedTime(old).toMillis() < weekAgo) {
                    Files.delete(old.resolve("done"));
                }
            }
        }
    }

    static void run(Path folder, String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            String out = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new Sentence(command[command.length - 1] + " failed: " + out.strip());
            }
        } catch (IOException e) {
            throw new Sentence("Cannot run " + command[0] + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Sentence("Interrupted", e);
        }
    }

    static String url(int port) {
        return "http://127.0.0.1:" + port;
    }
}
