package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.launcher.Ports;
import cn.biaozhengtong.launcher.ServerProcess;
import cn.biaozhengtong.launcher.Suite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a suite has done so far, as those count it who do it: the database by its users, every
/// service the calls that it answered and the messages that it sent, the kernel by its processes.
///
/// @param values of each of [#COUNTED]; `cpu NAME`, in milliseconds, of each process
record Counters(Map<String, Double> values) {
    /// Reads and writes of the services: those of Keycloak are its own.
    static final String STATEMENTS = "statements";

    /// All that a service asks its database, `START TRANSACTION` and `COMMIT` among it.
    static final String TRIPS = "round_trips";

    /// Transactions that changed something, each of them synchronised to the disk.
    static final String COMMITS = "durable_commits";

    static final String CALLS = "calls";
    static final String MESSAGES = "messages";
    static final String CPU = "cpu_ms";
    static final List<String> COUNTED = List.of(STATEMENTS, TRIPS, COMMITS, CALLS, MESSAGES, CPU);

    private static final String OF_ONE = "cpu ";
    private static final String ASKED_OF_ANOTHER = ".*uri=\"(/internal/|/tsa|/ocsp).*";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    /// From now on the database counts by users.
    static void begin(Suite suite) {
        suite.database().execute("SET GLOBAL userstat = 1;");
    }

    static Counters of(Suite suite) {
        Map<String, Double> out = new TreeMap<>();
        String users =
                Suite.schemas().stream().map(it -> "'" + it + "'").collect(Collectors.joining(","));
        String[] asked =
                last(
                                suite,
                                "SELECT SUM(select_commands + update_commands), SUM(other_commands) FROM information_schema.user_statistics WHERE user IN (%s)"
                                        .formatted(users))
                        .split("\t", -1);
        out.put(STATEMENTS, Double.valueOf(asked[0]));
        out.put(TRIPS, Double.parseDouble(asked[0]) + Double.parseDouble(asked[1]));
        String[] committed =
                last(suite, "SHOW GLOBAL STATUS LIKE 'Binlog_commits'").split("\t", -1);
        out.put(COMMITS, Double.valueOf(committed[1]));
        for (int port : services(suite.ports())) {
            metrics(port)
                    .forEach(it -> {
                        if (it.startsWith("http_server_requests_seconds_count{")
                                && it.matches(ASKED_OF_ANOTHER)) {
                            out.merge(CALLS, value(it), Double::sum);
                        } else if (it.startsWith("kafka_producer_record_send_total{")) {
                            out.merge(MESSAGES, value(it), Double::sum);
                        }
                    });
        }
        for (ServerProcess it : suite.processes()) {
            double cpu = cpu(it);
            out.put(OF_ONE + it.name(), cpu);
            out.merge(CPU, cpu, Double::sum);
        }
        return new Counters(out);
    }

    private static String last(Suite suite, String sql) {
        String said = suite.database().execute(sql).strip();
        return said.substring(said.lastIndexOf('\n') + 1);
    }

    private static List<Integer> services(Ports ports) {
        return List.of(
                ports.identity(),
                ports.enterprise(),
                ports.caOrder(),
                ports.seal(),
                ports.scanSession());
    }

    static Stream<String> metrics(int port) {
        URI uri =
                URI.create("http://127.0.0.1:" + Ports.managementOf(port) + "/actuator/prometheus");
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static double value(String metric) {
        return Double.parseDouble(metric.substring(metric.lastIndexOf(' ') + 1));
    }

    private static double cpu(ServerProcess process) {
        return ProcessHandle.of(process.pid())
                .flatMap(it -> it.info().totalCpuDuration())
                .orElse(Duration.ZERO)
                .toMillis();
    }

    Counters since(Counters before) {
        Map<String, Double> out = new TreeMap<>();
        values.forEach((what, now) -> out.put(what, now - before.values.getOrDefault(what, 0.0)));
        return new Counters(out);
    }

    /// Without what happens anyway.
    ///
    /// @param idle in one second
    Counters less(Counters idle, double seconds) {
        Map<String, Double> out = new TreeMap<>();
        values.forEach((what, count) ->
                out.put(what, count - seconds * idle.values.getOrDefault(what, 0.0)));
        return new Counters(out);
    }

    Counters of(double parts) {
        Map<String, Double> out = new TreeMap<>();
        values.forEach((what, count) -> out.put(what, Math.round(10 * count / parts) / 10.0));
        return new Counters(out);
    }

    double get(String counted) {
        return values.getOrDefault(counted, 0.0);
    }

    /// Of each process that computed at all.
    Map<String, Double> cpuByProcess() {
        Map<String, Double> out = new TreeMap<>();
        values.forEach((what, count) -> {
            if (what.startsWith(OF_ONE) && count >= 0.1) {
                out.put(what.substring(OF_ONE.length()), count);
            }
        });
        return out;
    }
}
