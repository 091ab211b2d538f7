package cn.biaozhengtong.acceptance;

import static cn.biaozhengtong.acceptance.Journey.check;
import static cn.biaozhengtong.acceptance.Journey.expect;

import cn.biaozhengtong.crypto.session.SessionContent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// R42 to R46 through the gateway and the sample tender platform: what a bidder does with his phone
/// from binding to the opening.
final class TenderRequirements {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Endpoints endpoints;
    private final Bidder bidder;
    private final SampleSite site;
    private final Scanner scanner;
    private final String account = "bidder-" + UUID.randomUUID().toString().substring(0, 8);

    /// @param bidder administrator of an enterprise, with a certificate on his phone
    TenderRequirements(Endpoints endpoints, Bidder bidder) {
        this.endpoints = endpoints;
        this.bidder = bidder;
        this.site = new SampleSite(endpoints.sample());
        this.scanner = new Scanner(bidder, site);
    }

    /// Binding: refused under another name, done under the right one, seen and ended by both sides.
    void r42() {
        site.register(account, "secret-1", "别的公司", bidder.uscc());
        site.passwordLogin(account, "secret-1");
        String wrong = site.open("/bind");
        JsonNode other = scanner.scan(read(wrong));
        expect("enterprise-mismatch", () -> scanner.approve(other, Bidder.PIN));

        site.register(account, "secret-1", bidder.enterprise(), bidder.uscc());
        approved("/bind", Map.of());
        JsonNode mine = bindings();
        check("bound and visible: " + mine, () -> mine.toString().contains(account));
        String id = "";
        for (JsonNode it : mine) {
            id = it.path("accountId").asString().equals(account) ? it.path("id").asString() : id;
        }
        bidder.phone().delete("/api/scan/v1/bindings/" + id);
        check("unbound", () -> !bindings().toString().contains(account));
        approved("/bind", Map.of());
    }

    private JsonNode bindings() {
        return bidder.phone().get("/api/scan/v1/bindings");
    }

    /// Login: with the PIN; refused by the user; taken by one phone only; "not me" is an alarm; and
    /// by a link on the same phone, whose browser must bring the value back.
    void r43() {
        JsonNode status = approved("/qr-login", Map.of());
        check("logged in: " + status, () -> status.path("user").asString().equals(account));

        String session = site.open("/qr-login");
        JsonNode card = scanner.scan(read(session));
        refuse(card, "not_me");
        JsonNode refused = awaitState(session, "refused");
        check("told why", () -> refused.path("problem").asString().equals("not_me"));
        expect("session-ended", () -> scanner.approve(card, Bidder.PIN));
        awaitWarning();

        throughALink();
    }

    /// The alarm comes back to the user as a message that says what to do.
    private void awaitWarning() {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!bidder.phone().get("/api/identity/v1/messages").toString().contains("【扫码安全提醒】")) {
            check("warned", () -> System.nanoTime() < end);
            Api.pause(Duration.ofMillis(300));
        }
    }

    private void throughALink() {
        JsonNode opened = site.json("/link-login");
        String id = opened.path("sessionId").asString();
        JsonNode card = scanner.scan(opened.path("link").asString());
        check("by link", () -> card.path("flow").asString().equals("link"));
        String back = scanner.sign(card, Bidder.PIN, it -> it).path("returnTo").asString();
        check("the browser that began comes back", () -> site.follow(back, "scan=" + id) == 200);
        check("another browser does not", () -> site.follow(back, "scan=other") == 403);
        String forged = back.substring(0, back.length() - 4) + "AAAA";
        check("nor without the value", () -> site.follow(forged, "scan=" + id) == 403);
    }

    /// Signing of a list under one PIN; a list that was changed after it was shown is refused.
    void r44() {
        approved("/tool/sign", Map.of());
        String session = site.open("/tool/sign");
        JsonNode card = scanner.scan(read(session));
        check("three titles", () -> card.path("content").path("items").size() == 3);
        expect("too-many-items", () -> scanner.sign(card, Bidder.PIN, TenderRequirements::fewer));
        scanner.approve(card, Bidder.PIN);
    }

    /// A phone that would sign less than the whole list.
    private static Map<String, Object> fewer(Map<String, Object> body) {
        if (body.get("commitments") instanceof List<?> all) {
            body.put("commitments", all.subList(0, 2));
        }
        return body;
    }

    /// Authentication, encrypting and decrypting: the bid that was encrypted is what opens, and not
    /// before its time.
    void r45() {
        approved("/tool/authenticate", Map.of());
        String tender = "T-" + UUID.randomUUID().toString().substring(0, 8);
        site.post("/hall/tenders", Map.of("tender", tender, "seconds", "8"));
        long opens = System.nanoTime() + 8_500_000_000L;
        approved("/tool/encrypt", Map.of("tender", tender, "bid", "报价 1,280,000 元"));
        try {
            site.open("/hall/decrypt", Map.of("tender", tender));
            throw new AssertionError("decrypted before the opening");
        } catch (Api.Refused e) {
            String said = String.valueOf(e.getMessage());
            check("not open yet: " + said, () -> said.contains("未到开标时间"));
        }
        // R34: the certificate is not revoked while a bid waits for its key.
        expect("tenders-waiting", () -> new PinOperations(bidder).revoke(Bidder.PIN));
        approved("/hall/rehearse", Map.of("tender", tender));
        Api.pause(Duration.ofNanos(Math.max(0, opens - System.nanoTime())));
        approved("/hall/decrypt", Map.of("tender", tender));
        JsonNode row = site.board(tender).path(0);
        check("opened: " + row, () -> row.path("content").asString().equals("报价 1,280,000 元"));
    }

    /// The hall's board says who decrypted, who did not, and whose fault that is.
    void r46() {
        String tender = "T-" + UUID.randomUUID().toString().substring(0, 8);
        site.post("/hall/tenders", Map.of("tender", tender, "seconds", "5"));
        long opens = System.nanoTime() + 5_500_000_000L;
        approved("/tool/encrypt", Map.of("tender", tender, "bid", "二号报价"));
        Api.pause(Duration.ofNanos(Math.max(0, opens - System.nanoTime())));
        String refused = site.open("/hall/decrypt", Map.of("tender", tender));
        refuse(scanner.scan(read(refused)), "user_refused");
        awaitState(refused, "refused");
        JsonNode row = site.board(tender).path(0);
        check(
                "the bidder's own fault: " + row,
                () ->
                        row.path("fault").asString().equals("bidder")
                                && row.path("reason").asString().equals("user_refused"));
        approved("/hall/decrypt", Map.of("tender", tender));
        JsonNode good = site.board(tender).path(0);
        check(
                "decrypted after all: " + good,
                () -> good.path("opened").asInt() == 1 && good.path("fault").asString().isEmpty());
    }

    private void refuse(JsonNode card, String why) {
        bidder.phone()
                .post(
                        "/api/scan/v1/sessions/" + card.path("sessionId").asString() + "/refuse",
                        Map.of("reason", why));
    }

    /// Opens a step, scans its picture, approves, and waits until the platform has verified it.
    private JsonNode approved(String step, Map<String, String> fields) {
        String session = site.open(step, fields);
        JsonNode card = scanner.scan(read(session));
        SessionContent content = Scanner.content(card);
        String state = scanner.approve(card, Bidder.PIN);
        check(content.kind() + " completed", () -> state.equals("completed"));
        JsonNode status = site.awaitVerified(session, PATIENCE);
        check(
                content.kind() + " verified: " + status,
                () ->
                        status.path("user").asString().equals(account)
                                && status.path("problem").asString().isEmpty());
        return status;
    }

    private JsonNode awaitState(String session, String state) {
        Journey.await(
                session + " " + state,
                () -> site.session(session).path("state").asString().equals(state));
        return site.session(session);
    }

    SampleSite site() {
        return site;
    }

    Scanner scanner() {
        return scanner;
    }

    private String read(String session) {
        return Scanner.read(() -> site.qrPicture(session));
    }
}
