package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.evidence.MerkleTree;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.crypto.timestamp.TimeStampRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/// The whole way of one bidder, from a phone number to a scan login and a revocation, each step
/// checked and timed.
final class Journey {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Endpoints endpoints;
    private final long seed;
    private final Bidder bidder;
    private final Scanner scanner;
    private final SampleSite site;
    private final String siteAccount = "bidder-" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, Long> times = new LinkedHashMap<>();

    Journey(Endpoints endpoints, long seed) {
        this.endpoints = endpoints;
        this.seed = seed;
        this.bidder = new Bidder(endpoints, seed, PATIENCE);
        this.site = new SampleSite(endpoints.sample());
        this.scanner = new Scanner(bidder, site);
    }

    /// Milliseconds per step, in order.
    Map<String, Long> run() {
        step("login by SMS code", "login", bidder::logIn);
        step("nothing but verification is open", "unverified", this::refusedBeforeVerification);
        step("real-name verification", "verification", bidder::verifyIdentity);
        step("claim, form, papers, submit", "apply", bidder::applyForCertificate);
        step("review by two operators", "review", this::review);
        step("message 【CA证书已通过审核】", "message", this::awaitMessage);
        step("payment at the cashier", "payment", bidder::pay);
        step("download: two-party keys, pair issued", "download", bidder::download);
        step("claimer is administrator", "administrator", bidder::awaitAdministrator);
        step("three seals are drafted", "seals", this::awaitSeals);
        step(
                "an agent joins and is removed",
                "agent",
                new Colleague(endpoints, bidder, seed + 1, PATIENCE)::joinsAndIsRemoved);
        step("bind by QR", "bind", this::bind);
        step("login by QR", "scan_login", () -> scanLogin(Bidder.PIN));
        step("wrong PIN refused, right one works", "wrong_pin", this::wrongPin);
        step("old QR refused", "old_qr", this::oldQr);
        step("time stamp and transparency log", "evidence", this::evidence);
        step("self-test: encrypt and decrypt", "self_test", this::selfTest);
        Ending ending = new Ending(bidder, scanner, site);
        step("loss reported, recovered", "recovery", ending::freezeAndRecover);
        step("login with the recovered one", "recovered_login", () -> scanLogin(Bidder.PIN));
        step("revocation with PIN, CRL and OCSP", "revocation", ending::revoke);
        step("no internal path, no actuator", "closed_doors", this::closedDoors);
        step("logged out everywhere", "logout", this::logOutEverywhere);
        return times;
    }

    Bidder bidder() {
        return bidder;
    }

    private void refusedBeforeVerification() {
        expect("unverified", () -> bidder.phone().get("/api/enterprises/v1/memberships"));
        expect("unverified", () -> bidder.phone().get("/api/orders/v1/orders"));
        expect("unverified", () -> bidder.phone().get("/api/scan/v1/sessions/scan"));
        bidder.phone().get("/api/identity/v1/me");
        expect("unauthenticated", () -> bidder.phone().api().get("/api/orders/v1/orders", ""));
    }

    private void review() {
        UUID order = bidder.order();
        OperatorTool reviewer = operator("reviewer-li");
        OperatorTool approver = operator("approver-wang");
        OperatorTool both = operator("both-zhao");
        byte[] licence = reviewer.attachment(order, "licence");
        check("the licence is a picture", () -> licence.length > 1000);
        reviewer.sheet(order)
                .path("checks")
                .forEach(it -> check("pre-check answered: " + it, () -> answered(it)));
        expect("forbidden", () -> approver.decide(order, "review", "approve", ""));
        both.decide(order, "review", "approve", "");
        expect("same-person", () -> both.decide(order, "approval", "approve", ""));
        String state = approver.decide(order, "approval", "approve", "");
        check("approved", () -> state.equals("awaiting_payment"));
        expect("wrong-state", () -> reviewer.decide(order, "review", "approve", ""));
    }

    /// `unknown` would mean that who could answer did not.
    private static boolean answered(JsonNode check) {
        return check.path("result").asString().matches("passed|attention");
    }

    private OperatorTool operator(String name) {
        return new OperatorTool(endpoints, name, PATIENCE);
    }

    private void awaitMessage() {
        String text =
                new MessageStream(endpoints.gateway(), bidder.phone().token())
                        .await("CA证书已通过审核", Duration.ofSeconds(15));
        check("the message links to the order", () -> text.contains(bidder.order().toString()));
    }

    private void awaitSeals() {
        String enterprise = "";
        for (JsonNode membership : bidder.phone().get("/api/enterprises/v1/memberships")) {
            enterprise = membership.path("enterpriseId").asString();
        }
        String path = "/api/seals/v1/seals?enterpriseId=" + enterprise;
        await("three drafted seals", () -> drafted(bidder.phone().get(path)) == 3);
    }

    private static long drafted(JsonNode seals) {
        long count = 0;
        for (JsonNode seal : seals) {
            count += seal.path("state").asString().equals("draft") ? 1 : 0;
        }
        return count;
    }

    private void bind() {
        site.register(siteAccount, "secret-1", bidder.enterprise(), bidder.uscc());
        site.passwordLogin(siteAccount, "secret-1");
        String session = site.open("/bind");
        JsonNode card = scanner.scan(Scanner.read(() -> site.qrPicture(session)));
        String state = scanner.approve(card, Bidder.PIN);
        check("completed", () -> state.equals("completed"));
        JsonNode status = site.awaitVerified(session, Duration.ofSeconds(15));
        check("bound and verified: " + status, () -> isVerified(status));
    }

    private void scanLogin(String pin) {
        String session = site.open("/qr-login");
        JsonNode card = scanner.scan(Scanner.read(() -> site.qrPicture(session)));
        scanner.approve(card, pin);
        JsonNode status = site.awaitVerified(session, Duration.ofSeconds(15));
        check("logged in and verified: " + status, () -> isVerified(status));
    }

    private boolean isVerified(JsonNode status) {
        return status.path("user").asString().equals(siteAccount)
                && status.path("heardBy").asString().contains("poll")
                && status.path("heardBy").asString().contains("webhook");
    }

    private void wrongPin() {
        String session = site.open("/qr-login");
        JsonNode card = scanner.scan(Scanner.read(() -> site.qrPicture(session)));
        expect("wrong-pin", () -> scanner.approve(card, "246813"));
        check("not logged in", () -> site.session(session).path("user").asString().isEmpty());
        scanner.approve(card, Bidder.PIN);
        JsonNode status = site.awaitVerified(session, Duration.ofSeconds(15));
        check("logged in after all: " + status, () -> isVerified(status));
    }

    private void selfTest() {
        check("what was encrypted came back", () -> new PinOperations(bidder).selfTest(Bidder.PIN));
    }

    private void oldQr() {
        String session = site.open("/qr-login");
        String old = Scanner.read(() -> site.qrPicture(session));
        Api.pause(Duration.ofMillis(6200));
        expect("qr-expired", () -> scanner.scan(old));
        String forged = old.substring(0, old.length() - 4) + "AAAA";
        expect("qr-invalid", () -> scanner.scan(forged));
        JsonNode card = scanner.scan(Scanner.read(() -> site.qrPicture(session)));
        check(
                "a fresh picture works",
                () -> card.path("platformCode").asString().equals("ANSTEEL"));
    }

    /// Whoever has the certificate can prove that the authority owned up to it.
    private void evidence() {
        Certificate mine = bidder.wallet().signing();
        Api api = bidder.phone().api();
        JsonNode checkpoint = api.get("/log/checkpoint", "");
        long size = checkpoint.path("size").asLong();
        JsonNode proof = api.get("/log/inclusion/" + mine.serial() + "?size=" + size, "");
        MerkleTree.verifyInclusion(
                MerkleTree.leafHash(mine.encoded()),
                proof.path("index").asLong(),
                size,
                hashes(proof.path("nodes")),
                HexFormat.of().parseHex(checkpoint.path("rootHash").asString()));
        JsonNode growth = api.get("/log/consistency?oldSize=1&size=" + size, "");
        check("the log grew from one entry", () -> size == 1 || !growth.path("nodes").isEmpty());
        expect("not-found", () -> api.get("/log/inclusion/abcdef?size=" + size, ""));

        byte[] digest =
                Sm3.digest(checkpoint.path("text").asString().getBytes(StandardCharsets.US_ASCII));
        ChainVerifier trust = ChainVerifier.trusting(bidder.wallet().chain().getLast());
        byte[] token = Base64.getDecoder().decode(checkpoint.path("timeStamp").asString());
        TimeStamp.of(TimeStamp.Token.of(token), digest, trust);
        TimeStampRequest question = TimeStampRequest.about(digest);
        byte[] answer = api.post("/tsa", "", "application/timestamp-query", question.encoded());
        Instant at = TimeStamp.of(answer, question, trust).at();
        check("stamped now", () -> Duration.between(at, Instant.now()).abs().toSeconds() < 60);
    }

    private static List<byte[]> hashes(JsonNode nodes) {
        List<byte[]> out = new ArrayList<>();
        nodes.forEach(it -> out.add(HexFormat.of().parseHex(it.asString())));
        return out;
    }

    private void closedDoors() {
        Api api = bidder.phone().api();
        for (String path :
                new String[] {
                    "/internal/accounts/" + bidder.phone().account(),
                    "/internal/certificates/" + bidder.wallet().signing().serial(),
                    "/actuator/health",
                    "/actuator/env",
                    "/api/../internal/platforms/ANSTEEL",
                    "/v3/api-docs"
                }) {
            expect("not-found", () -> api.get(path, bidder.phone().token()));
        }
        check(
                "Swagger UI is there",
                () -> api.bytes("/openapi/ca-order-service", "").length > 1000);
    }

    private void logOutEverywhere() {
        VirtualPhone phone = bidder.phone();
        // His own, and the one from which his certificate was to be recovered.
        check("two devices", () -> phone.get("/api/identity/v1/devices").size() == 2);
        Map<String, String> old = Map.of("refreshToken", phone.refreshToken());
        phone.post("/api/identity/v1/me/logout-everywhere", Map.of());
        expect(
                "refresh-refused",
                () -> phone.api().post("/api/identity/v1/login/refresh", "", old));
        check("P13: its token counts no more", phone::isShutOut);
    }

    private void step(String title, String name, Runnable action) {
        long begin = System.nanoTime();
        action.run();
        long millis = (System.nanoTime() - begin) / 1_000_000;
        times.put(name, millis);
        System.out.printf("  %-40s %6d ms%n", title, millis);
    }

    static void await(String what, BooleanSupplier condition) {
        for (int i = 0; i < 150; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Api.pause(Duration.ofMillis(200));
        }
        throw new AssertionError("did not happen: " + what);
    }

    static void check(String what, BooleanSupplier condition) {
        if (!condition.getAsBoolean()) {
            throw new AssertionError("not so: " + what);
        }
    }

    static void expect(String problem, Runnable call) {
        try {
            call.run();
        } catch (Api.Refused e) {
            if (e.problem().equals(problem)) {
                return;
            }
            throw new AssertionError("expected " + problem + ", got " + e.getMessage(), e);
        }
        throw new AssertionError("expected a refusal: " + problem);
    }
}
