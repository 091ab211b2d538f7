package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.launcher.Ports;
import cn.biaozhengtong.launcher.Suite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;

/// `setup|journey|requirements|load|P3|P17 <state folder of a running suite>`; `phone <state
/// folder> <port>`; on a suite of its own `faults <state folder> <journeys> <kills>`, `P5`, `P6`,
/// `P8`, `doors`, `failover <state folder>`, `P4`, `P9`, `P18`, `P20`, `S4`, `S5`, `S7`,
/// `stamping-faults <state folder> <numbers>`, `cost <state folder> <times> <warm> <table>`, as
/// `deploy/check` says them.
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
            case "requirements" ->
                    tell(new Requirements(Endpoints.of(state), System.nanoTime()).run());
            case "phone" -> phone(Endpoints.of(state), Integer.parseInt(args[2]));
            case "load" -> tell(new Load(Endpoints.of(state), 60).run());
            case "P17" ->
                    tell(new PersonalDataTraces(Endpoints.of(state), System.nanoTime()).run());
            case "examples" -> {
                Endpoints endpoints = Endpoints.of(state);
                Examples.begin();
                journey(endpoints);
                tell(new Requirements(endpoints, System.nanoTime()).run());
                Examples.write(endpoints, Path.of(args[2]));
            }
            case "P3" -> tell(secondImplementation(Endpoints.of(state)));
            case "faults" ->
                    onOwnSuite(
                            state,
                            (suite, endpoints) ->
                                    new Faults(
                                                    suite,
                                                    endpoints,
                                                    System.nanoTime(),
                                                    Integer.parseInt(args[2]))
                                            .run(Integer.parseInt(args[3])));
            case "P18" -> tell(new Restore(state, ownPorts(), Integer.parseInt(args[2])).run());
            case "P4" ->
                    onOwnSuite(
                            state,
                            (suite, endpoints) ->
                                    new WebhookPromise(suite, endpoints)
                                            .run(
                                                    Integer.parseInt(args[2]),
                                                    Duration.ofSeconds(Long.parseLong(args[3])),
                                                    Integer.parseInt(args[4])));
            case "P9" ->
                    onOwnSuite(
                            state,
                            (suite, endpoints) ->
                                    new OpeningPromise(suite, endpoints, Duration.ofMinutes(1))
                                            .run(Integer.parseInt(args[2])));
            case "doors" -> onOwnSuite(state, (suite, endpoints) -> new Doors(endpoints).run());
            case "P8" ->
                    onOwnSuite(state, (suite, endpoints) -> new Overload(suite, endpoints).run());
            case "P20" ->
                    onOwnSuite(
                            state,
                            (suite, endpoints) ->
                                    new Starts(suite, endpoints).run(Integer.parseInt(args[2])));
            case "S4" ->
                    onOwnSuite(
                            state,
                            (suite, endpoints) ->
                                    new ScanSpeed(
                                                    endpoints,
                                                    Integer.parseInt(args[3]),
                                                    Integer.parseInt(args[4]))
                                            .run(
                                                    Arrays.stream(args[2].split(",", -1))
                                                            .map(Integer::valueOf)
                                                            .toList()));
            case "S5" ->
                    onOwnSuite(
                            state,
                            (suite, endpoints) ->
                                    new WaitingPolls(suite, endpoints)
                                            .run(Integer.parseInt(args[2])));
            case "S7" ->
                    onOwnSuite(
                            state,
                            (suite, endpoints) ->
                                    new ManyDocuments(suite, endpoints)
                                            .run(Integer.parseInt(args[2])));
            case "stamping-faults" ->
                    onOwnSuite(
                            state,
                            (suite, endpoints) ->
                                    new StampingFaults(suite, endpoints)
                                            .run(
                                                    Integer.parseInt(args[2]),
                                                    Integer.parseInt(args[3])));
            case "cost" ->
                    onOwnSuite(
                            state,
                            (suite, endpoints) ->
                                    new Costs(
                                                    suite,
                                                    endpoints,
                                                    Path.of(args[4]),
                                                    Integer.parseInt(args[2]),
                                                    Integer.parseInt(args[3]))
                                            .run());
            case "P5" ->
                    onOwnSuite(
                            state,
                            (suite, endpoints) ->
                                    new Outages(suite, endpoints, System.nanoTime())
                                            .withoutKafka());
            case "P6" ->
                    onOwnSuite(
                            state,
                            (suite, endpoints) ->
                                    new Outages(suite, endpoints, System.nanoTime())
                                            .withoutDatabase());
            case "failover" ->
                    onOwnSuite(
                            state, (suite, endpoints) -> new FailingOver(suite, endpoints).run());
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static Ports ownPorts() {
        String base = System.getenv("BZT_BASE_PORT");
        return new Ports(base == null ? 28080 : Integer.parseInt(base));
    }

    private static void onOwnSuite(
            Path state, BiFunction<Suite, Endpoints, Map<String, Object>> check) {
        Ports ports = ownPorts();
        try (Suite suite = Suite.in(state, ports, System.out::println)) {
            Runtime.getRuntime().addShutdownHook(new Thread(suite::close));
            suite.start();
            Endpoints endpoints = Endpoints.of(suite.state());
            new Setup(endpoints).run();
            suite.startSample();
            tell(check.apply(suite, endpoints));
        }
    }

    private static void phone(Endpoints endpoints, int port) {
        try (PhoneDevice device = PhoneDevice.make(endpoints, port)) {
            System.out.println(Api.JSON.writeValueAsString(device.who()));
            System.out.println(
                    "The phone is at http://127.0.0.1:" + device.port() + "; Ctrl-C ends it.");
            new java.util.concurrent.CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(Map<String, Object> figures) {
        System.out.println(Api.JSON.writeValueAsString(figures));
        if (!Boolean.TRUE.equals(figures.get("ok"))) {
            throw new IllegalStateException("a figure is not as promised");
        }
    }

    /// After a journey, which ends with a revocation; another bidder's certificates stay good.
    private static Map<String, Object> secondImplementation(Endpoints endpoints) {
        Journey journey = new Journey(endpoints, System.nanoTime());
        journey.run();
        Bidder active = Restore.certified(endpoints);
        return new SecondImplementation(endpoints, journey.bidder(), active).run();
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
