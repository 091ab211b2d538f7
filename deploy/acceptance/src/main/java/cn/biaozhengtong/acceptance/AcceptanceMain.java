package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.launcher.Ports;
import cn.biaozhengtong.launcher.Suite;
import java.nio.file.Path;
import java.util.Map;

/// `setup|journey <state folder of a running suite>`, or `faults <state folder> <journeys>
/// <kills>`, which starts a suite of its own.
public final class AcceptanceMain {
    private AcceptanceMain() {}

    public static void main(String[] args) {
        try {
            run(args);
        } catch (RuntimeException | AssertionError e) {
            System.out.println("FAILED: " + e.getMessage());
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(String[] args) {
        Path state = Path.of(args[1]);
        switch (args[0]) {
            case "setup" -> new Setup(Endpoints.of(state)).run();
            case "journey" -> journey(Endpoints.of(state));
            case "faults" -> faults(state, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void faults(Path state, int journeys, int kills) {
        Ports ports = new Ports(28080);
        try (Suite suite = Suite.in(state, ports, System.out::println)) {
            Runtime.getRuntime().addShutdownHook(new Thread(suite::close));
            suite.start();
            Endpoints endpoints = Endpoints.of(suite.state());
            new Setup(endpoints).run();
            Map<String, Object> figures =
                    new Faults(suite, endpoints, System.nanoTime(), journeys).run(kills);
            System.out.println(Api.JSON.writeValueAsString(figures));
            if (!Boolean.TRUE.equals(figures.get("ok"))) {
                throw new IllegalStateException("something was lost, doubled or not finished");
            }
        }
    }

    private static void journey(Endpoints endpoints) {
        long begin = System.nanoTime();
        Map<String, Long> times = new Journey(endpoints, System.nanoTime()).run();
        long total = (System.nanoTime() - begin) / 1_000_000;
        System.out.println(
                Api.JSON.writeValueAsString(
                        Map.of("check", "journey", "total_ms", total, "steps_ms", times)));
    }
}
