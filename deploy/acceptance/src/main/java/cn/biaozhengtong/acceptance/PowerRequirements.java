package cn.biaozhengtong.acceptance;

import static cn.biaozhengtong.acceptance.Journey.await;
import static cn.biaozhengtong.acceptance.Journey.check;
import static cn.biaozhengtong.acceptance.Journey.expect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// R16 to R18 through the gateway, where power over an enterprise is granted, goes on and rests.
final class PowerRequirements {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String API = "/api/enterprises/v1/";
    private static final String MEMBERSHIPS = API + "memberships";

    private final Endpoints endpoints;
    private final Approval approval;
    private final OperatorTool desk;
    private final Bidder administrator;
    private final Bidder agent;
    private final String enterprise;

    /// @param of whose enterprise is registered and has an agent
    PowerRequirements(Endpoints endpoints, Bidder administrator, EnterpriseRequirements of) {
        this.endpoints = endpoints;
        this.approval = new Approval(endpoints, PATIENCE);
        this.desk = new OperatorTool(endpoints, "admin-chen", PATIENCE);
        this.administrator = administrator;
        this.agent = of.agent();
        this.enterprise = of.enterprise();
    }

    private String path() {
        return API + "enterprises/" + enterprise;
    }

    /// An agent's own certificate logs in where the administrator delegated, as often as he did.
    void r17() {
        agent.applyAsAgent(enterprise);
        approval.approve(agent.order());
        administrator.pay(agent.order());
        agent.awaitOrder("awaiting_download");
        agent.downloadAsAgent(administrator.enterprise());

        SampleSite site = new SampleSite(endpoints.sample());
        String account = "bidder-" + UUID.randomUUID().toString().substring(0, 8);
        site.register(account, "secret-1", administrator.enterprise(), administrator.uscc());
        site.passwordLogin(account, "secret-1");
        approveAt(site, "/bind", administrator);

        expect("not-delegated", () -> approveAt(site, "/qr-login", agent));
        String id =
                administrator
                        .phone()
                        .post(
                                path() + "/delegations",
                                Map.of(
                                        "agentId",
                                        agent.phone().account(),
                                        "subjectKind",
                                        "certificate",
                                        "platforms",
                                        List.of("ANSTEEL"),
                                        "sessionKinds",
                                        List.of("login"),
                                        "uses",
                                        1,
                                        "until",
                                        Instant.now().plus(Duration.ofDays(1)).toString()))
                        .path("id")
                        .asString();
        JsonNode status = site.awaitVerified(approveAt(site, "/qr-login", agent), PATIENCE);
        check("logged in: " + status, () -> status.path("user").asString().equals(account));
        expect("not-delegated", () -> approveAt(site, "/qr-login", agent));
        check(
                "used up",
                () ->
                        agent.phone().get(path() + "/delegations").path(0).path("usesSpent").asInt()
                                == 1);
        administrator.phone().delete(path() + "/delegations/" + id);
    }

    private static String approveAt(SampleSite site, String what, Bidder who) {
        Scanner scanner = new Scanner(who, site);
        String session = site.open(what);
        JsonNode card = scanner.scan(Scanner.read(() -> site.qrPicture(session)));
        scanner.approve(card, Bidder.PIN);
        return session;
    }

    /// The role changes hands: signed by the administrator, consented by an agent who proved his
    /// identity for it, both with their PINs; the former administrator's power ends at once.
    void r16handOver() {
        HandingOver handing = new HandingOver(administrator, agent, enterprise);
        expect("wrong-pin", () -> handing.offer("000000"));
        String id = handing.offer(Bidder.PIN);
        expect("verify-anew", () -> handing.consent(id, Bidder.PIN));
        agent.proves("hand_over", id, "bank_card");
        handing.consent(id, Bidder.PIN);
        long begin = System.nanoTime();
        expect("enterprise-unknown", () -> administrator.phone().get(path() + "/invitations"));
        expect(
                "enterprise-unknown",
                () -> administrator.phone().delete(path() + "/members/" + agent.phone().account()));
        long millis = (System.nanoTime() - begin) / 1_000_000;
        check("P13: refused within 5 s, took " + millis, () -> millis < 5000);
        check(
                "the administrator now",
                () ->
                        agent.phone()
                                .get(MEMBERSHIPS)
                                .path(0)
                                .path("role")
                                .asString()
                                .equals("administrator"));
    }

    /// An operator freezes it: nobody acts in its name until that is lifted, and its certificates
    /// wait for their holders.
    void r18frozen() {
        String desks = "/operations/v1/enterprises/" + enterprise;
        desk.post(desks + "/freeze", Map.of("reason", "核查"));
        expect("enterprise-unknown", () -> agent.phone().get(path() + "/history"));
        await("its certificates are frozen", () -> statusOf(agent).equals("frozen"));
        desk.post(desks + "/unfreeze", Map.of("reason", "完成"));
        agent.phone().get(path() + "/history");
        String certificate =
                "/api/certificates/v1/certificates/" + agent.wallet().signing().serial().hex();
        await(
                "the certificate authority heard of it",
                () ->
                        problem(() -> agent.phone().post(certificate + "/release", Map.of()))
                                .equals("verify-anew"));
        String serial = agent.wallet().signing().serial().hex();
        agent.proves("release", serial, "bank_card");
        agent.phone().post(certificate + "/release", Map.of());
        check("its holder released it", () -> statusOf(agent).equals("active"));
        check(
                "the desk sees it all",
                () ->
                        desk.get(desks).toString().contains("enterprise.unfrozen")
                                && desk.get(desks).path("members").size() == 2);
    }

    private static String problem(Runnable call) {
        try {
            call.run();
            return "none";
        } catch (Api.Refused e) {
            return e.problem();
        }
    }

    private static String statusOf(Bidder who) {
        for (JsonNode it : who.phone().get("/api/certificates/v1/certificates")) {
            if (it.path("serial").asString().equals(who.wallet().signing().serial().hex())) {
                return it.path("status").asString();
            }
        }
        return "";
    }
}
