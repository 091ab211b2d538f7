package cn.biaozhengtong.acceptance;

import static cn.biaozhengtong.acceptance.Journey.await;
import static cn.biaozhengtong.acceptance.Journey.check;
import static cn.biaozhengtong.acceptance.Journey.expect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// R12 to R16 and R18 through the gateway, in this order: an enterprise from its first search to
/// another name.
final class EnterpriseRequirements {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String API = "/api/enterprises/v1/";
    private static final String ENTERPRISES = API + "enterprises";
    private static final String MEMBERSHIPS = API + "memberships";

    private final Endpoints endpoints;
    private final Approval approval;
    private final Cast cast;
    private final Bidder administrator;
    private final Bidder agent;
    private String enterprise = "";

    EnterpriseRequirements(Endpoints endpoints, long seed, Bidder administrator) {
        this.endpoints = endpoints;
        this.approval = new Approval(endpoints, PATIENCE);
        this.cast = new Cast(endpoints, seed);
        this.administrator = administrator;
        this.agent = cast.verified();
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

    /// Once it is registered.
    String enterprise() {
        return enterprise;
    }

    Bidder agent() {
        return agent;
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
        Bidder second = cast.verified();
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

        Bidder third = new Bidder(endpoints, cast.people().seed(), PATIENCE);
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
}
