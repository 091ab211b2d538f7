package cn.biaozhengtong.launcher;

import java.net.URI;
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
    private static final String GATEWAY = "gateway";
    private static final String READY = "/readyz";
    private static final String CA_ORDER = "ca-order-service";
    private static final String SCAN_SESSION = "scan-session-service";

    /// The key management centre's own schema, inside ca-order-service.
    private static final String KMC = "ca_order_kmc";

    private static final String LIMITS =
            "BZT_(CONNECTIONS|(LIMIT|CONNECTIONS|BODY|BODIES|SMS|TRUSTED|WORK|WAITING)_.*)";

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
            process.awaitListening(
                    Duration.ofSeconds(180),
                    health.getPort(),
                    () -> KeycloakServer.answersOk(health));
        }
    }

    /// The services behind the gateway; each may have a second replica.
    ///
    /// @param variable what its address and its number of replicas are called in the environment
    private record Kind(
            String module, String variable, String schema, int heapMb, int port, int second) {
        /// `BZT_<SERVICE>_REPLICAS=2`, such as `BZT_CA_ORDER_REPLICAS`, starts a second one.
        boolean isTwo() {
            return "2".equals(System.getenv("BZT_" + variable + "_REPLICAS"));
        }

        /// Both, with a comma between, where there are two.
        String urls() {
            return isTwo() ? url(port) + "," + url(second) : url(port);
        }
    }

    private List<Kind> kinds() {
        return List.of(
                new Kind(
                        CA_ORDER, "CA_ORDER", "ca_order", 288, ports.caOrder(), ports.caOrderToo()),
                new Kind(
                        "identity-service",
                        "IDENTITY",
                        "identity",
                        224,
                        ports.identity(),
                        ports.identityToo()),
                new Kind(
                        "enterprise-service",
                        "ENTERPRISE",
                        "enterprise",
                        192,
                        ports.enterprise(),
                        ports.enterpriseToo()),
                new Kind(
                        SCAN_SESSION,
                        "SCAN_SESSION",
                        "scan_session",
                        288,
                        ports.scanSession(),
                        ports.scanSessionToo()),
                new Kind("seal-service", "SEAL", "seal", 176, ports.seal(), ports.sealToo()));
    }

    List<Service> all() {
        giveSecrets();
        List<Service> out = new ArrayList<>();
        for (Kind kind : kinds()) {
            out.add(service(kind, "", kind.port()));
            if (kind.isTwo()) {
                out.add(service(kind, SECOND, kind.second()));
            }
        }
        out.add(gateway());
        return out;
    }

    /// Where the scan service's replicas are.
    String scanServices() {
        return kinds().stream()
                .filter(it -> it.module().equals(SCAN_SESSION))
                .findFirst()
                .orElseThrow()
                .urls();
    }

    static List<String> schemas() {
        return Stream.concat(schemasWithEvents().stream(), Stream.of(KMC)).toList();
    }

    /// One a service; the key management centre's tells nobody anything.
    static List<String> schemasWithEvents() {
        return List.of("identity", "enterprise", "ca_order", "seal", "scan_session");
    }

    private Service service(Kind kind, String replica, int port) {
        return new Service(
                process(kind.module(), replica, kind.heapMb(), environment(kind, port)),
                URI.create(url(port) + READY));
    }

    /// What every process has in its environment, by its module.
    Map<String, Map<String, String>> environments() {
        Map<String, Map<String, String>> out = new HashMap<>();
        kinds().forEach(it -> out.put(it.module(), environment(it, it.port())));
        out.put(GATEWAY, gatewayEnvironment());
        return out;
    }

    /// Gives every service the files with its secrets.
    void giveSecrets() {
        kinds().forEach(it -> secrets.give(it.module(), secretsOf(it)));
    }

    private Map<String, String> environment(Kind kind, int port) {
        String module = kind.module();
        String schema = kind.schema();
        Map<String, String> environment = new HashMap<>(common());
        ports(environment, port);
        environment.put("BZT_INSTANCE_URL", url(port));
        database(environment, "BZT_DB", schema);
        if (module.equals(CA_ORDER)) {
            database(environment, "BZT_KMC_DB", KMC);
        }
        environment.put("BZT_SECRETS", secrets.folderOf(module).toString());
        environment.put("BZT_AUDIT_KEY", ServiceKeys.audit(secrets, module).toString());
        environment.put("BZT_WEBHOOK_KEY", ServiceKeys.webhook(secrets).toString());
        if (kind.isTwo()) {
            // Until the gateway has noticed that it is leaving.
            environment.put("BZT_LEAVE_AFTER", "5s");
        }
        return environment;
    }

    private static void ports(Map<String, String> environment, int port) {
        environment.put("BZT_PORT", Integer.toString(port));
        environment.put("BZT_MANAGEMENT_PORT", Integer.toString(Ports.managementOf(port)));
    }

    private void database(Map<String, String> environment, String prefix, String schema) {
        environment.put(
                prefix + "_URL", "jdbc:mariadb://127.0.0.1:" + ports.mariaDb() + "/" + schema);
        environment.put(prefix + "_USER", schema);
        environment.put(prefix + "_OWNER", schema + "_owner");
    }

    /// By the names of their properties.
    private Map<String, String> secretsOf(Kind kind) {
        String module = kind.module();
        Map<String, String> out = new HashMap<>();
        passwords(out, "BZT_DB", kind.schema());
        out.put("BZT_CLIENT_SECRET", secrets.get("client." + module));
        out.put("BZT_KAFKA_JAAS", KafkaAccounts.jaas(module, secrets));
        out.put("BZT_AUDIT_PASSWORD", secrets.get("audit." + module));
        switch (module) {
            case CA_ORDER -> {
                passwords(out, "BZT_KMC_DB", KMC);
                out.put("BZT_CA_PASSWORD", secrets.get("ca"));
            }
            case "identity-service" -> out.put("BZT_TICKET_SECRET", secrets.get("ticket"));
            case SCAN_SESSION -> out.put("BZT_WEBHOOK_PASSWORD", secrets.get("webhook"));
            default -> {
                // Nothing that others have not.
            }
        }
        return out;
    }

    private void passwords(Map<String, String> out, String prefix, String schema) {
        out.put(prefix + "_PASSWORD", secrets.get("db." + schema));
        out.put(prefix + "_OWNER_PASSWORD", secrets.get("db.owner." + schema));
    }

    private Service gateway() {
        return new Service(
                process(GATEWAY, "", 320, gatewayEnvironment()),
                URI.create(url(ports.gateway()) + READY));
    }

    /// It needs no secret.
    private Map<String, String> gatewayEnvironment() {
        Map<String, String> environment = new HashMap<>(common());
        ports(environment, ports.gateway());
        // All services share these cores.
        environment.put(
                "BZT_WORK_AT_ONCE",
                Integer.toString(8 * Runtime.getRuntime().availableProcessors()));
        environment.putAll(givenLimits());
        return environment;
    }

    private Map<String, String> common() {
        Map<String, String> out = new HashMap<>();
        out.put("BZT_KAFKA", "127.0.0.1:" + ports.kafka());
        out.put("BZT_KAFKA_PROTOCOL", "SASL_PLAINTEXT");
        out.put("BZT_KEYCLOAK", url(ports.keycloak()));
        out.put("BZT_ISSUER", url(ports.keycloak()) + "/realms/biaozhengtong");
        out.put("BZT_PUBLIC_URL", url(ports.gateway()));
        kinds().forEach(it -> out.put("BZT_" + it.variable() + "_URL", it.urls()));
        out.put("BZT_CA", state.resolve("ca").toString());
        out.put("BZT_OBJECTS", state.resolve("objects").toString());
        out.put("BZT_AUDIT_FOLDER", state.resolve("audit").toString());
        out.put("BZT_SANDBOX", "true");
        out.put("BZT_SEAL_REGISTRY", "sandbox");
        out.put("BZT_WEBHOOK_LOOPBACK_PORTS", webhookPorts());
        // Whoever tries a suite out on one machine comes from one address with all his phones.
        out.put("BZT_CONNECTIONS_PER_ADDRESS", "20000");
        out.put("BZT_SMS_PER_ADDRESS", "20000");
        out.put("BZT_SMS_PER_NETWORK", "20000");
        out.putAll(givenLimits());
        // Real ones wait three days.
        out.put("BZT_REGAIN_WAIT", "20s");
        return out;
    }

    /// Where webhooks may go on this machine, and nowhere else: whoever registers a platform would
    /// else learn what listens there.
    private String webhookPorts() {
        String more = System.getenv("BZT_WEBHOOK_LOOPBACK_PORTS");
        return ports.sample() + "," + ports.webhooks() + (more == null ? "" : "," + more);
    }

    private static Map<String, String> givenLimits() {
        Map<String, String> out = new HashMap<>(System.getenv());
        out.keySet().removeIf(it -> !it.matches(LIMITS));
        return out;
    }

    private ServerProcess process(
            String module, String replica, int heapMb, Map<String, String> environment) {
        Path folder = Applications.unpacked(module);
        String wished =
                System.getenv("BZT_HEAP_MB_" + module.toUpperCase(Locale.ROOT).replace('-', '_'));
        int heap = wished == null ? heapMb : Integer.parseInt(wished);
        List<String> command = new ArrayList<>(jvm(heap));
        Map<String, String> all = new HashMap<>(environment);
        // Written when the service first ends in good order, used from then on; `BZT_ARCHIVE=off`
        // where that end is measured: on a busy machine the writing takes longer than all the rest.
        if (!"off".equals(System.getenv("BZT_ARCHIVE"))) {
            command.add("-XX:+AutoCreateSharedArchive");
            command.add("-XX:SharedArchiveFile=" + folder.resolve("app.jsa"));
            all.put("BZT_WORKER_ARCHIVES", folder.toString());
        }
        if (module.equals(GATEWAY)) {
            // In a crowd the door must still have the time to say no: a nursery for all that is
            // under way, which is else collected twice a second.
            command.addAll(List.of("-Xms" + heap / 2 + "m", "-Xmn" + 3 * heap / 10 + "m"));
        }
        command.add("-jar");
        command.add(folder.resolve("app.jar").toString());
        String name = module + replica;
        return new ServerProcess(
                name, command, all, folder, state.resolve("logs/" + name + ".log"));
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

    static String url(int port) {
        return "http://127.0.0.1:" + port;
    }
}
