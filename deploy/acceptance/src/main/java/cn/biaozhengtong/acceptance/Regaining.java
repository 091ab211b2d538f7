package cn.biaozhengtong.acceptance;

import static cn.biaozhengtong.acceptance.Journey.check;
import static cn.biaozhengtong.acceptance.Journey.expect;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// R7: back into an account whose number is lost and that has no password, before any login; and a
/// thief with the old SIM card, who can object and no more. The waiting time of three days is left
/// out by the objection: two operators decide in its place.
final class Regaining {
    private static final String LOGIN = "/api/identity/v1/login/";
    private static final String MINE = "/api/identity/v1/me/regains";
    private static final String DESK = "/operations/v1/regains";

    private final Endpoints endpoints;
    private final Cast cast;

    Regaining(Endpoints endpoints, Cast cast) {
        this.endpoints = endpoints;
        this.cast = cast;
    }

    void run() {
        Bidder owner = cast.verified();
        UUID account = owner.phone().account();
        VirtualPhone fresh = cast.phone();
        JsonNode begun = begin(fresh, owner.name(), owner.idNumber());
        String path = LOGIN + "regains/" + begun.path("id").asString();
        Map<String, Object> ticket = Map.of("ticket", begun.path("ticket").asString());
        check("the face is his", () -> proved(fresh, path, ticket).equals("waiting"));
        expect("regain-not-due", () -> ask(fresh, path + "/completion", ticket));
        // The ticket is of no use to another device, and a device without a proof has no key.
        expect("regain-unknown", () -> ask(cast.phone(), path + "/progress", ticket));
        expect(
                "proof-needed",
                () ->
                        new Api(endpoints.gateway(), Cast.PATIENCE)
                                .post(path + "/progress", "", ticket));

        VirtualPhone thief =
                new VirtualPhone(endpoints.gateway(), owner.phone().number(), Cast.PATIENCE);
        thief.logIn();
        check(
                "his old number and devices were told",
                () -> thief.get("/api/identity/v1/messages").toString().contains("账号正在被找回"));
        String seen = thief.get(MINE).path(0).path("id").asString();
        thief.post(MINE + "/" + seen + "/objection", Map.of("reason", "不是本人"));
        expect("regain-not-due", () -> ask(fresh, path + "/completion", ticket));
        approve("admin-chen", seen);
        expect("another-operator-needed", () -> approve("admin-chen", seen));
        approve("admin-zhou", seen);
        ask(fresh, path + "/completion", ticket);

        check("the thief is out", thief::isShutOut);
        // A code is sent to a number once a minute.
        fresh.logInByOneTap();
        check("the same account", () -> fresh.account().equals(account));
        strangers(owner);
    }

    /// Another's name with one's own face is refused, and the owner is not bothered.
    private void strangers(Bidder owner) {
        VirtualPhone his = cast.phone();
        JsonNode begun = begin(his, "张不符", owner.idNumber());
        Map<String, Object> ticket = Map.of("ticket", begun.path("ticket").asString());
        String path = LOGIN + "regains/" + begun.path("id").asString();
        check("not his face", () -> proved(his, path, ticket).equals("refused"));
        expect("regain-ended", () -> ask(his, path + "/completion", ticket));
    }

    private static JsonNode begin(VirtualPhone on, String name, String idNumber) {
        ask(on, LOGIN + "regains/codes", Map.of("phone", on.number()));
        return ask(
                on,
                LOGIN + "regains",
                Map.of(
                        "name",
                        name,
                        "idNumber",
                        idNumber,
                        "newPhone",
                        on.number(),
                        "code",
                        on.code(on.number()),
                        "deviceName",
                        "新手机"));
    }

    private static String proved(VirtualPhone on, String path, Map<String, Object> ticket) {
        String state = "proving";
        for (int i = 0; i < 100 && state.equals("proving"); i++) {
            Api.pause(Duration.ofSeconds(1));
            state = ask(on, path + "/progress", ticket).path("state").asString();
        }
        return state;
    }

    /// Nobody is logged in.
    private static JsonNode ask(VirtualPhone on, String path, Map<String, Object> body) {
        return on.api().post(path, "", body);
    }

    private void approve(String operator, String id) {
        new OperatorTool(endpoints, operator, Cast.PATIENCE)
                .post(
                        DESK + "/" + id + "/decision",
                        Map.of("approve", true, "reason", "电话核实", "objections", 1));
    }
}
