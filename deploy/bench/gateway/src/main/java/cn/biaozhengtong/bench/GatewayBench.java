package cn.biaozhengtong.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

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

    /// Medians of one contender.
    private record Row(double perSecond, double cpuMicros, double p50, double p99) {}

    private static Map<String, Row> measure(List<Contender> contenders) {
        List<List<Load.Figures>> closed = rounds(contenders, it -> Load.closed(it, SECONDS));
        double slowest =
                closed.stream()
                        .mapToDouble(figures -> median(figures, Load.Figures::perSecond))
                        .min()
                        .orElseThrow();
        List<List<Load.Figures>> open =
                rounds(contenders, it -> Load.open(it, SECONDS, slowest / 2));
        Map<String, Row> out = new LinkedHashMap<>();
        for (int i = 0; i < contenders.size(); i++) {
            out.put(
                    contenders.get(i).name(),
                    new Row(
                            median(closed.get(i), Load.Figures::perSecond),
                            median(closed.get(i), Load.Figures::cpuMicros),
                            median(open.get(i), Load.Figures::p50),
                            median(open.get(i), Load.Figures::p99)));
        }
        return out;
    }

    private static List<List<Load.Figures>> rounds(
            List<Contender> contenders, Function<Contender, Load.Figures> load) {
        List<List<Load.Figures>> out = new ArrayList<>();
        contenders.forEach(it -> out.add(new ArrayList<>()));
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                out.get(i).add(load.apply(contenders.get(i)));
            }
        }
        return out;
    }

    private static double median(List<Load.Figures> figures, ToDoubleFunction<Load.Figures> of) {
        double[] sorted = figures.stream().mapToDouble(of).sorted().toArray();
        return Math.round(sorted[sorted.length / 2] * 10) / 10.0;
    }

    private static String json(Map<String, Row> rows) {
        StringBuilder out = new StringBuilder("{\"check\":\"gateway\"");
        double bare = 0;
        double ours = 0;
        for (Map.Entry<String, Row> entry : rows.entrySet()) {
            Row row = entry.getValue();
            out.append(
                    ",\"%s\":{\"per_second\":%s,\"cpu_us\":%s,\"p50_ms\":%s,\"p99_ms\":%s}"
                            .formatted(
                                    entry.getKey(),
                                    row.perSecond(),
                                    row.cpuMicros(),
                                    row.p50(),
                                    row.p99()));
            bare = entry.getKey().equals("webmvc") ? row.perSecond() : bare;
            ours = entry.getKey().equals("gateway") ? row.perSecond() : ours;
        }
        return out.append(",\"gateway_to_bare\":")
                .append(Math.round(ours / bare * 100) / 100.0)
                .append('}')
                .toString();
    }
}
