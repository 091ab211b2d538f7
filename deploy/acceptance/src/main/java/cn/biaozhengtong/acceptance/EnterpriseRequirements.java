package cn.biaozhengtong.acceptance;

import static cn.biaozhengtong.acceptance.Journey.await;
import static cn.biaozhengtong.acceptance.Journey.check;
import static cn.biaozhengtong.acceptance.Journey.expect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// R12 to R18 through the gateway, in this order: an enterprise from its first search to another
/// administrator.
final class EnterpriseRequirements {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String API = "/api/enterprises/v1/";
    private static final String ENTERPRISES = API + "enterprises";
    private static final String MEMBERSHIPS = API + "memberships";

    private final Endpoints endpoints;
    private final Approval approval;
    private final OperatorTool desk;
    private final DemoPeople people;
    private final Bidder administrator;
    private final Bidder agent;
    private String enterprise = "";

    EnterpriseRequirements(Endpoints endpoints, long seed, Bidder administrator) {
        this.endpoints = endpoints;
        this.approval = new Approval(endpoints, PATIENCE);
        this.desk = new OperatorTool(endpoints, "admin-chen", PATIENCE);
        this.people = new DemoPeople(seed);
        this.administrator = administrator;
        this.agent = verified();
    }

    private Bidder verified() {
        Bidder it = new Bidder(endpoints, people.seed(), PATIENCE);
        it.phone().logInByOneTap();
        it.verifyIdentity();
        return it;
    }

    private static String named(String name) {
        return ENTERPRISES + "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    private String path() {
        return ENTERPRISES + "/" + enterprise;
    }

    private JsonNode found(Bidder who) {
        return who.phone().get(ENTERPRISES + "?uscc=" + administrator.uscc()).path(0);
    }

    /// Nobody has it: it is offered for a claim only. What is no credit code is refused.
    void r12() {
        check("to claim", () -> found(agent).path("offer").asString().equals("claim"));
        String wrong = administrator.uscc().substring(0, 17) + "I";
        expect("uscc-invalid", () -> agent.phone().get(ENTERPRISES + "?uscc=" + wrong));
        check("by name too", () -> agent.phone().get(named(administrator.enterprise())).isEmpty());
    }

    /// Statement, licence, platform, form, submitted as an order that is in review at once.
    void r13() {
        expect(
                "legal-id-invalid",
                () -> {
                    Map<String, Object> bad =
                            new java.util.HashMap<>(
                                    administrator.statement(administrator.enterprise()));
                    bad.put("legalPersonIdNumber", "123");
                    administrator.phone().postOnce(API + "claims", bad);
                });
        administrator.applyForCertificate();
        check("in review", () -> administrator.orderState().equals("awaiting_review"));
        check(
                "in the list",
                () ->
                        administrator
                                .phone()
                                .get("/api/orders/v1/orders?list=in_review")
                                .toString()
                                .contains(administrator.order().toString()));
    }

    /// Being claimed until the certificate is there; then the claimer is the administrator.
    void r14() {
        check("not to be claimed", () -> found(agent).path("offer").asString().equals("none"));
        expect(
                "being-claimed",
                () ->
                        agent.phone()
                                .postOnce(
                                        API + "claims",
                                        administrator.statement(administrator.enterprise())));
        approval.approve(administrator.order());
        administrator.pay();
        administrator.download();
        administrator.awaitAdministrator();
        enterprise = administrator.phone().get(MEMBERSHIPS).path(0).path("enterpriseId").asString();
        check("to join", () -> found(agent).path("offer").asString().equals("join"));
        String part = administrator.enterprise().substring(2, 6);
        check(
                "found by a part of its name",
                () ->
                        agent.phone()
                                .get(named(part))
                                .toString()
                                .contains(administrator.enterprise()));
    }

    /// A stranger's wrong name reaches nobody; a request is returned with a reason, then agreed to.
    void r15() {
        join(agent, "别人");
        check("nothing reached him", () -> openRequests().isEmpty());
        join(agent, administrator.name());
        String first = openRequests().path(0).path("id").asString();
        administrator
                .phone()
                .post(API + "join-requests/" + first + "/return", Map.of("reason", "请补充工号"));
        await(
                "the reason is told",
                () ->
                        agent.phone()
                                .get("/api/identity/v1/messages?box=enterprises")
                                .toString()
                                .contains("请补充工号"));
        join(agent, administrator.name());
        for (JsonNode it : openRequests()) {
            boolean open = it.path("state").asString().equals("awaiting_administrator");
            if (open) {
                administrator
                        .phone()
                        .post(
                                API + "join-requests/" + it.path("id").asString() + "/approve",
                                Map.of());
            }
        }
        check(
                "an agent",
                () ->
                        agent.phone()
                                .get(MEMBERSHIPS)
                                .path(0)
                                .path("role")
                                .asString()
                                .equals("agent"));
    }

    private void join(Bidder who, String name) {
        who.phone()
                .post(
                        path() + "/join-requests",
                        Map.of(
                                "administratorName",
                                name,
                                "administratorPhone",
                                administrator.phone().number()));
    }

    private JsonNode openRequests() {
        return administrator.phone().get(API + "join-requests");
    }

    /// Invited by QR and by phone, removed, leaving.
    void r16invitations() {
        Bidder second = verified();
        String link =
                administrator
                        .phone()
                        .post(path() + "/invitations", Map.of())
                        .path("link")
                        .asString();
        Map<String, Object> token = Map.of("token", link.substring(link.lastIndexOf('/') + 1));
        second.phone().post(API + "invitations/preview", token);
        second.phone().post(API + "invitations/accept", token);
        expect("invitation-unknown", () -> agent.phone().post(API + "invitations/accept", token));
        administrator.phone().delete(path() + "/members/" + second.phone().account());
        check("removed", () -> second.phone().get(MEMBERSHIPS).isEmpty());

        Bidder third = new Bidder(endpoints, people.seed(), PATIENCE);
        administrator
                .phone()
                .post(path() + "/invitations", Map.of("phone", third.phone().number()));
        third.phone().logInByOneTap();
        third.verifyIdentity();
        String told =
                third.phone()
                        .get("/api/identity/v1/messages?box=enterprises")
                        .path("messages")
                        .path(0)
                        .path("link")
                        .asString();
        Map<String, Object> his = Map.of("token", told.substring(told.lastIndexOf('/') + 1));
        expect("invitation-unknown", () -> second.phone().post(API + "invitations/accept", his));
        third.phone().post(API + "invitations/accept", his);
        third.phone().post(path() + "/leave", Map.of());
        check("left", () -> third.phone().get(MEMBERSHIPS).isEmpty());
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
        Scanner scanner = new Scanner(who.phone(), who.wallet());
        String session = site.open(what);
        JsonNode card = scanner.scan(Scanner.read(() -> site.qrPicture(session)));
        scanner.approve(card, Bidder.PIN);
        return session;
    }

    /// A new name by a reviewed change order; several enterprises; what happened is on record.
    void r18() {
        String another = administrator.enterprise().replace("有限公司", "集团有限公司");
        administrator.changeName(enterprise, another);
        approval.approve(administrator.order());
        administrator.pay();
        administrator.downloadChanged(another);
        await(
                "the new name",
                () ->
                        found(agent).path("name").asString().equals(another)
                                && agent.phone()
                                        .get(named(another))
                                        .toString()
                                        .contains(administrator.uscc()));
        agent.phone().put(MEMBERSHIPS + "/current", Map.of("enterpriseId", enterprise));
        check("chosen", () -> agent.phone().get(MEMBERSHIPS).path(0).path("current").asBoolean());
        String history = administrator.phone().get(path() + "/history").toString();
        for (String what :
                List.of(
                        "enterprise.registered",
                        "join.returned",
                        "join.approved",
                        "membership.joined",
                        "membership.removed",
                        "membership.left",
                        "delegation.granted",
                        "enterprise.changed")) {
            check(what, () -> history.contains(what));
        }
        expect("enterprise-unknown", () -> agent.phone().get(path() + "/history"));
    }

    /// The role changes hands: signed by the administrator, consented by an agent who verified his
    /// identity anew, both with their PINs; the former administrator's power ends at once.
    void r16handOver() {
        HandingOver handing = new HandingOver(administrator, agent, enterprise);
        expect("wrong-pin", () -> handing.offer("000000"));
        String id = handing.offer(Bidder.PIN);
        expect("verify-anew", () -> handing.consent(id, Bidder.PIN));
        agent.verifyIdentity();
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
        expect("verify-anew", () -> agent.phone().post(certificate + "/release", Map.of()));
        agent.verifyIdentity();
        agent.phone().post(certificate + "/release", Map.of());
        check("its holder released it", () -> statusOf(agent).equals("active"));
        check(
                "the desk sees it all",
                () ->
                        desk.get(desks).toString().contains("enterprise.unfrozen")
                                && desk.get(desks).path("members").size() == 2);
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
