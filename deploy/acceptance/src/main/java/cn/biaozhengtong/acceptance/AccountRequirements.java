package cn.biaozhengtong.acceptance;

import static cn.biaozhengtong.acceptance.Journey.check;
import static cn.biaozhengtong.acceptance.Journey.expect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// R2, R3, R8 to R11 through the gateway, each with people of its own.
final class AccountRequirements {
    private static final String IDENTITY = "/api/identity/v1/";

    private final Endpoints endpoints;
    private final Cast cast;
    private final OperatorTool desk;

    /// Who holds a certificate and administers an enterprise.
    private final Bidder administrator;

    AccountRequirements(Endpoints endpoints, long seed, Bidder administrator) {
        this.endpoints = endpoints;
        this.cast = new Cast(endpoints, seed);
        this.desk = new OperatorTool(endpoints, "admin-chen", Cast.PATIENCE);
        this.administrator = administrator;
    }

    /// The account that has a certificate goes straight to one for another platform.
    void r2() {
        VirtualPhone phone = administrator.phone();
        UUID account = phone.account();
        phone.logInByOneTap();
        check("the same account", () -> phone.account().equals(account));
        String enterprise =
                phone.get("/api/enterprises/v1/memberships")
                        .path(0)
                        .path("enterpriseId")
                        .asString();
        JsonNode placed =
                phone.postOnce(
                        "/api/orders/v1/orders",
                        Map.of(
                                "kind", "additional",
                                "enterpriseId", enterprise,
                                "productCode", "LNGGZY-ENT-1Y"));
        check("an order is there", () -> !placed.path("orderId").asString().isEmpty());
    }

    /// Until the identity is verified the server refuses everything but what needs none.
    void r3() {
        VirtualPhone phone = cast.phone();
        phone.logInByOneTap();
        for (String closed :
                List.of(
                        "/api/enterprises/v1/enterprises?name=鞍钢",
                        "/api/enterprises/v1/memberships",
                        "/api/orders/v1/orders",
                        "/api/catalogue/v1/platforms",
                        "/api/certificates/v1/certificates",
                        "/api/seals/v1/seals?enterpriseId=" + UUID.randomUUID(),
                        IDENTITY + "bank-cards")) {
            expect("unverified", () -> phone.get(encoded(closed)));
        }
        for (String open :
                List.of(
                        IDENTITY + "me",
                        IDENTITY + "me/deletion",
                        IDENTITY + "messages",
                        IDENTITY + "devices",
                        IDENTITY + "feedback",
                        IDENTITY + "help/articles")) {
            phone.get(open);
        }
    }

    private static String encoded(String path) {
        return path.replace("鞍钢", URLEncoder.encode("鞍钢", StandardCharsets.UTF_8));
    }

    /// What stands is named; afterwards nothing is known, and the number begins anew.
    void r8() {
        JsonNode obstacles = administrator.phone().get(IDENTITY + "me/deletion").path("obstacles");
        check("named: " + obstacles, () -> obstacles.toString().contains("certificate"));
        check("named: " + obstacles, () -> obstacles.toString().contains("enterprise"));
        expect(
                "account-in-use",
                () ->
                        administrator
                                .phone()
                                .post(IDENTITY + "me/deletion", Map.of("code", "000000")));
        Bidder who = cast.person();
        who.verifyIdentity();
        VirtualPhone phone = who.phone();
        UUID account = phone.account();
        String export =
                new String(
                        phone.api().bytes(IDENTITY + "me/export", phone.token()),
                        StandardCharsets.UTF_8);
        check(
                "the copy has it all",
                () -> export.contains(who.idNumber()) && export.contains("ca-order-service"));
        String code = Cast.sendCode(phone, "delete_account");
        phone.post(IDENTITY + "me/deletion", Map.of("code", code));
        phone.logInByOneTap();
        check("another account", () -> !phone.account().equals(account));
        who.verifyIdentity();
    }

    /// Two boxes with what is unread, read and removed.
    void r9() {
        VirtualPhone phone = administrator.phone();
        JsonNode box = phone.get(IDENTITY + "messages?box=certificates");
        long before = box.path("unreadByBox").path("certificates").asLong();
        check("something is unread", () -> before > 0);
        JsonNode newest = box.path("messages").path(0);
        check("it links", () -> newest.path("link").asString().startsWith("/"));
        phone.post(IDENTITY + "messages/" + newest.path("id").asLong() + "/read", Map.of());
        check(
                "one less",
                () ->
                        phone.get(IDENTITY + "messages")
                                        .path("unreadByBox")
                                        .path("certificates")
                                        .asLong()
                                == before - 1);
        phone.post(IDENTITY + "messages/read?box=certificates", Map.of());
        check(
                "none",
                () ->
                        phone.get(IDENTITY + "messages?box=certificates").path("unread").asLong()
                                == 0);
        phone.delete(IDENTITY + "messages/" + newest.path("id").asLong());
        expect(
                "not-found",
                () -> phone.delete(IDENTITY + "messages/" + newest.path("id").asLong()));
    }

    /// Me, help, assistant, whom to call, feedback with an answer.
    void r10() {
        VirtualPhone phone = administrator.phone();
        check(
                "my name",
                () ->
                        phone.get(IDENTITY + "me")
                                .path("name")
                                .asString()
                                .equals(administrator.name()));
        check("articles", () -> phone.get(IDENTITY + "help/articles").size() > 10);
        JsonNode answer =
                phone.get(
                        IDENTITY
                                + "help/answers?question="
                                + URLEncoder.encode("忘记证书密码怎么办", StandardCharsets.UTF_8));
        check(
                "an answer",
                () -> answer.path("passages").path(0).path("slug").asString().equals("pin"));
        check(
                "a number to call",
                () -> !phone.get(IDENTITY + "help/contact").path("phone").asString().isEmpty());
        String id =
                phone.api()
                        .multipart(
                                IDENTITY + "feedback",
                                phone.token(),
                                Map.of(
                                        "text",
                                        "页面显示不完整",
                                        "pictures",
                                        Papers.licence(administrator.uscc())))
                        .path("id")
                        .asString();
        desk.post("/operations/v1/feedback/" + id + "/replies", Map.of("text", "已修复，请升级。"));
        JsonNode talk = phone.get(IDENTITY + "feedback/" + id);
        check(
                "answered",
                () -> talk.path("entries").path(1).path("text").asString().equals("已修复，请升级。"));
        check(
                "the picture is there",
                () ->
                        phone.api()
                                        .bytes(
                                                IDENTITY + "feedback/" + id + "/pictures/0",
                                                phone.token())
                                        .length
                                > 1000);
    }

    /// A second device is announced, renamed and removed.
    void r11() {
        VirtualPhone mine = cast.phone();
        mine.logInByOneTap();
        VirtualPhone second = new VirtualPhone(endpoints.gateway(), mine.number(), Cast.PATIENCE);
        second.logInByOneTap();
        check("two", () -> mine.get(IDENTITY + "devices").size() == 2);
        check("announced", () -> mine.get(IDENTITY + "messages").toString().contains("新设备登录"));
        String path = IDENTITY + "devices/" + second.device();
        mine.put(path, Map.of("name", "备用手机"));
        mine.delete(path);
        check("one", () -> mine.get(IDENTITY + "devices").size() == 1);
        String refresh = second.refreshToken();
        expect(
                "refresh-refused",
                () ->
                        second.api()
                                .post(
                                        IDENTITY + "login/refresh",
                                        "",
                                        Map.of("refreshToken", refresh)));
        check("P13: its token counts no more", second::isShutOut);
        check("the other's does", () -> mine.get(IDENTITY + "devices").size() == 1);
        thief(mine);
    }

    /// Who has somebody's tokens, and a phone of his own, changes nothing and keeps nothing.
    private void thief(VirtualPhone owner) {
        String devices = IDENTITY + "devices";
        String token = owner.token();
        Map<String, String> name = Map.of("name", "偷来的");
        String path = devices + "/" + owner.device();
        Api none = new Api(endpoints.gateway(), Cast.PATIENCE);
        expect("proof-needed", () -> none.put(path, token, name));
        expect("proof-needed", () -> none.bytes(IDENTITY + "me/export", token));
        Api his = new Api(endpoints.gateway(), Cast.PATIENCE, Optional.of(new PhoneKey()));
        expect("proof-refused", () -> his.put(path, token, name));
        expect("proof-refused", () -> his.delete(path, token));
        check("item 12: it is as it was", () -> owner.get(devices).size() == 1);
        Map<String, String> stolen = Map.of("refreshToken", owner.refreshToken());
        expect("refresh-refused", () -> his.post(IDENTITY + "login/refresh", "", stolen));
        check("item 12: the stolen login ended", owner::isShutOut);
    }
}
