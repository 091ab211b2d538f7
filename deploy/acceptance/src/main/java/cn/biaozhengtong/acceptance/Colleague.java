package cn.biaozhengtong.acceptance;

import static cn.biaozhengtong.acceptance.Journey.check;
import static cn.biaozhengtong.acceptance.Journey.expect;

import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Somebody else who joins the bidder's enterprise as an agent, and is removed again.
final class Colleague {
    private static final String MEMBERSHIPS = "/api/enterprises/v1/memberships";

    private final Endpoints endpoints;
    private final Bidder administrator;
    private final Bidder agent;

    Colleague(Endpoints endpoints, Bidder administrator, long seed, Duration patience) {
        this.endpoints = endpoints;
        this.administrator = administrator;
        this.agent = new Bidder(endpoints, seed, patience);
    }

    void joinsAndIsRemoved() {
        VirtualPhone mine = agent.phone();
        VirtualPhone his = administrator.phone();
        agent.logIn();
        agent.verifyIdentity();
        String found = "/api/enterprises/v1/enterprises?uscc=" + administrator.uscc();
        check(
                "may be joined",
                () -> mine.get(found).path(0).path("offer").asString().equals("join"));
        String enterprise = his.get(MEMBERSHIPS).path(0).path("enterpriseId").asString();
        String path = "/api/enterprises/v1/enterprises/" + enterprise;
        expect("enterprise-unknown", () -> mine.get(path + "/members"));
        // A wrong name is answered like a right one, and reaches nobody.
        mine.post(path + "/join-requests", administratorIs("别人"));
        mine.post(path + "/join-requests", administratorIs(administrator.name()));
        JsonNode requests = his.get("/api/enterprises/v1/join-requests");
        check("one request reached him", () -> requests.size() == 1);
        his.post(
                "/api/enterprises/v1/join-requests/"
                        + requests.path(0).path("id").asString()
                        + "/approve",
                Map.of());
        JsonNode members = his.get(path + "/members");
        check(
                "both are named",
                () ->
                        members.size() == 2
                                && members.path(0)
                                        .path("name")
                                        .asString()
                                        .equals(administrator.name())
                                && members.path(1).path("name").asString().equals(agent.name()));
        expect("enterprise-unknown", () -> mine.delete(path + "/members/" + his.account()));
        his.delete(path + "/members/" + mine.account());
        check("belongs to nothing", () -> mine.get(MEMBERSHIPS).isEmpty());
        new MessageStream(endpoints.gateway(), mine.token()).await("移出企业", Duration.ofSeconds(15));
    }

    private Map<String, Object> administratorIs(String name) {
        return Map.of(
                "administratorName", name, "administratorPhone", administrator.phone().number());
    }
}
