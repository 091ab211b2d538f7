package cn.biaozhengtong.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Measures our gateway beside the framework's bare proxies in one run: `GatewayBench <webmvc jar>
/// <webflux jar> <gateway jar>`. Prints one line of JSON.
///
/// Each contender serves 32 connections as fast as it can (requests per second, its own CPU per
/// request), then an open loop at half the slowest's rate (p50, p99). Rounds are interleaved, and
/// medians printed, because machines drift.
public final class GatewayBench {
    private static final int ROUNDS = 5;
    private static final int SECONDS = 4;

    private GatewayBench() {}

    public static void main(String[] args) throws IOException {
        try (Backend backend = new Backend()) {
            List<Contender> contenders = new ArrayList<>();
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> contenders.forEach(Contender::close)));
            contenders.add(Contender.bare("webmvc", Path.of(args[0]), backend));
            contenders.add(Contender.bare("webflux", Path.of(args[1]), backend));
            Contender gateway = Contender.gateway(Path.of(args[2]), backend);
            contenders.add(gateway);
            contenders.add(gateway.withToken(backend.token()));
            contenders.forEach(Contender::awaitReady);
            for (int i = 0; i < 3; i++) {
                contenders.forEach(it -> Load.closed(it, SECONDS));
            }
            System.out.println(json(measure(contenders)));
        }
        System.exit(0);
    }

    private static Map<String, Map<String, Double>> measure(List<Contender> contenders) {
        Map<String, List<Load.Figures>> closed = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Contender it : contenders) {
                closed.computeIfAbsent(it.name(), ignored -> new ArrayList<>())
                        .add(Load.closed(it, SECONDS));
            }
        }
        double slowest =
                closed.values().stream()
                        .mapToDouble(f -> median(f, Load.Figures::perSecond))
                        .min()
                        .orElseThrow();
        Map<String, List<Load.Figures>> open = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Contender it : contenders) {
                open.computeIfAbsent(it.name(), ignored -> new ArrayList<>())
                        .add(Load.open(it, SECONDS, slowest / 2));
            }
        }
        Map<String, Map<String, Double>> out = new LinkedHashMap<>();
        closed.forEach((name, figures) -> {
            Map<String, Double> row = new LinkedHashMap<>();
            row.put("per_second", median(figures, Load.Figures::perSecond));
            row.put("cpu_us", median(figures, Load.Figures::cpuMicros));
            row.put("p50_ms", median(open.get(name), Load.Figures::p50));
            row.put("p99_ms", median(open.get(name), Load.Figures::p99));
            out.put(name, row);
        });
        return out;
    }

    private static double median(
            List<Load.Figures> figures, java.util.function.ToDoubleFunction<Load.Figures> of) {
        double[] sorted = figures.stream().mapToDouble(of).sorted().toArray();
        return Math.round(sorted[sorted.length / 2] * 10) / 10.0;
    }

    private static String json(Map<String, Map<String, Double>> rows) {
        StringBuilder out = new StringBuilder("{\"check\":\"gateway\"");
        rows.forEach((name, row) -> {
            out.append(",\"").append(name).append("\":{");
            row.forEach((key, value) -> out.append('"').append(key).append("\":").append(value).append(','));
            out.setLength(out.length() - 1);
            out.append('}');
        });
        double ratio =
                rows.get("gateway").get("per_second") / rows.get("webmvc").get("per_second");
        out.append(",\"gateway_to_bare\":").append(Math.round(ratio * 100) / 100.0);
        return out.append('}').toString();
    }
}
