package cn.biaozhengtong.acceptance;

import java.nio.file.Path;
import java.util.Map;

/// `setup|journey <state folder of a running suite>`.
public final class AcceptanceMain {
    private AcceptanceMain() {}

    public static void main(String[] args) {
        try {
            run(args[0], Endpoints.of(Path.of(args[1])));
        } catch (RuntimeException | AssertionError e) {
            System.out.println("FAILED: " + e.getMessage());
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(String part, Endpoints endpoints) {
        switch (part) {
            case "setup" -> new Setup(endpoints).run();
            case "journey" -> journey(endpoints);
            default -> throw new IllegalArgumentException(part);
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
