package cn.biaozhengtong.acceptance;

import static cn.biaozhengtong.acceptance.Journey.expect;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.cert.OcspResponse;
import cn.biaozhengtong.launcher.Backup;
import cn.biaozhengtong.launcher.Ports;
import cn.biaozhengtong.launcher.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// P18. A suite with many orders is backed up while it works, goes on, is lost, and comes back from
/// the backup: within the time, with what it had, and without taking up again what was in flight.
final class Restore {
    private static final Duration MOST = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final Ports ports;
    private final int orders;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    Restore(Path folder, Ports ports, int orders) {
        this.folder = folder;
        this.ports = ports;
        this.orders = orders;
    }

    Map<String, Object> run() {
        figures.put("check", "P18");
        figures.put("orders", orders);
        Bidder before;
        Bidder after;
        JsonNode card;
        BigInteger lastList;
        try (Suite suite = up(folder.resolve("first"))) {
            Endpoints endpoints = Endpoints.of(suite.state());
            before = certified(endpoints);
            suite.database().execute(manyOrders(before.order().toString()));
            card = scanned(before, endpoints);
            Instant begin = Instant.now();
            new Backup(folder.resolve("backup")).make(suite.state());
            figures.put("backup_s", seconds(begin));
            after = certified(endpoints);
            new PinOperations(after).revoke(Bidder.PIN);
            Api.pause(Duration.ofSeconds(3));
            lastList = number(after);
        }
        Instant begin = Instant.now();
        new Backup(folder.resolve("backup")).restore(folder.resolve("second"), ports);
        figures.put("restore_s", seconds(begin));
        whatOthersHold();
        try (Suite suite = up(folder.resolve("second"))) {
            double all = seconds(begin);
            figures.put("restored_and_ready_s", all);
            String counted =
                    suite.database().execute("SELECT COUNT(*) FROM ca_order.orders").strip();
            int found = Integer.parseInt(counted.substring(counted.lastIndexOf('\n') + 1));
            figures.put("orders_restored", found);
            Endpoints endpoints = Endpoints.of(suite.state());
            String oldRefresh = before.phone().refreshToken();
            figures.put(
                    "refresh_token_void",
                    isRefused("refresh-refused", () -> refresh(before, oldRefresh)));
            figures.put("holder_works", works(before));
            figures.put(
                    "open_session_void",
                    isRefused(
                            "session-ended",
                            () ->
                                    new Scanner(
                                                    before.phone(),
                                                    before.wallet(),
                                                    id ->
                                                            card.path("codeChoices")
                                                                    .path(0)
                                                                    .asString())
                                            .approve(card, Bidder.PIN)));
            Certificate lost = after.wallet().signing();
            figures.put(
                    "unknown_after_restore",
                    status(before, lost) instanceof CertificateStatus.Unknown);
            Bidder next = certified(endpoints);
            new PinOperations(next).revoke(Bidder.PIN);
            Api.pause(Duration.ofSeconds(3));
            figures.put("list_number_rose", number(next).compareTo(lastList) > 0);
            figures.put("serials_new", !next.wallet().signing().serial().equals(lost.serial()));
            boolean good =
                    figures.values().stream().noneMatch(Boolean.FALSE::equals)
                            && found > orders
                            && all <= MOST.toSeconds();
            figures.put("ok", good);
        }
        return figures;
    }

    private Suite up(Path state) {
        Suite suite = Suite.in(state, ports, System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(suite::close));
        suite.start();
        new Setup(Endpoints.of(suite.state())).run();
        suite.startSample();
        return suite;
    }

    /// Operators keep their keys themselves, and the sample platform its settings: neither is the
    /// suite's to back up.
    private void whatOthersHold() {
        Path from = folder.resolve("first");
        try (Stream<Path> all = Files.walk(from.resolve("operators"))) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve("second").resolve(from.relativize(each).toString());
                Files.createDirectories(to.getParent());
                Files.copy(each, to);
            }
            Files.copy(
                    from.resolve("sample.properties"), folder.resolve("second/sample.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A bidder with a good pair, an administrator.
    static Bidder certified(Endpoints endpoints) {
        Bidder bidder = new Bidder(endpoints, System.nanoTime(), PATIENCE);
        bidder.logIn();
        bidder.verifyIdentity();
        bidder.applyForCertificate();
        new OperatorTool(endpoints, "reviewer-li", PATIENCE)
                .decide(bidder.order(), "review", "approve", "");
        new OperatorTool(endpoints, "approver-wang", PATIENCE)
                .decide(bidder.order(), "approval", "approve", "");
        bidder.pay();
        bidder.download();
        bidder.awaitAdministrator();
        return bidder;
    }

    /// Like a finished one, with its steps.
    private String manyOrders(String like) {
        return """
        USE ca_order;
        CREATE TEMPORARY TABLE ca_order.model AS SELECT * FROM ca_order.orders WHERE id = '%1$s';
        CREATE TEMPORARY TABLE ca_order.numbers AS SELECT seq, UUID() AS id FROM seq_1_to_%2$d;
        ALTER TABLE ca_order.model DROP COLUMN id;
        SET @columns = (SELECT GROUP_CONCAT(column_name) FROM information_schema.columns
            WHERE table_schema = 'ca_order' AND table_name = 'orders' AND column_name <> 'id'
                AND column_name <> 'claim_id' AND extra NOT LIKE '%%GENERATED%%');
        SET @fill = CONCAT('INSERT INTO ca_order.orders (id, ', @columns, ') SELECT n.id, ',
            REPLACE(@columns, 'state,', '''closed'','), ' FROM ca_order.model m JOIN ca_order.numbers n');
        EXECUTE IMMEDIATE @fill;
        INSERT INTO ca_order.order_transition (order_id, from_state, to_state, actor, at)
            SELECT n.id, t.from_state, t.to_state, t.actor, t.at FROM ca_order.order_transition t
            JOIN ca_order.numbers n WHERE t.order_id = '%1$s';
        """
                .formatted(like, orders);
    }

    private static JsonNode scanned(Bidder before, Endpoints endpoints) {
        SampleSite site = new SampleSite(endpoints.sample());
        String session = site.open("/qr-login");
        return new Scanner(before, site).scan(Scanner.read(() -> site.qrPicture(session)));
    }

    /// The phone's shares fit the restored ones: it encrypts and decrypts with its PIN.
    private static boolean works(Bidder before) {
        before.phone().logIn();
        JsonNode mine = before.phone().get("/api/certificates/v1/certificates");
        return mine.size() == 1 && new PinOperations(before).selfTest(Bidder.PIN);
    }

    private static void refresh(Bidder before, String old) {
        before.phone()
                .api()
                .post("/api/identity/v1/login/refresh", "", Map.of("refreshToken", old));
    }

    private static boolean isRefused(String problem, Runnable call) {
        try {
            expect(problem, call);
            return true;
        } catch (AssertionError e) {
            System.out.println("  " + e.getMessage());
            return false;
        }
    }

    private static CertificateStatus status(Bidder asking, Certificate about) {
        Certificate issuing = asking.wallet().chain().getFirst();
        byte[] answer =
                asking.phone()
                        .api()
                        .post(
                                "/ocsp",
                                "",
                                "application/ocsp-request",
                                OcspRequest.about(issuing, about.serial()).encoded());
        return OcspResponse.verify(answer, issuing, about.serial(), Instant.now());
    }

    private static BigInteger number(Bidder bidder) {
        return Crl.parse(bidder.phone().api().bytes("/crl/issuing.crl", "")).number().orElseThrow();
    }

    private static double seconds(Instant begin) {
        return Math.round(Duration.between(begin, Instant.now()).toMillis() / 100.0) / 10.0;
    }
}
