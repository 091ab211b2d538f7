package cn.biaozhengtong.acceptance;

import static cn.biaozhengtong.acceptance.Journey.check;
import static cn.biaozhengtong.acceptance.Journey.expect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// R1 to R11 through the gateway, each with people of its own.
final class AccountRequirements {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String IDENTITY = "/api/identity/v1/";
    private static final String PASSWORD = "开标decrypt2026";

    private final Endpoints endpoints;
    private final DemoPeople people;
    private final OperatorTool desk;

    /// Who holds a certificate and administers an enterprise.
    private final Bidder administrator;

    AccountRequirements(Endpoints endpoints, long seed, Bidder administrator) {
        this.endpoints = endpoints;
        this.people = new DemoPeople(seed);
        this.desk = new OperatorTool(endpoints, "admin-chen", PATIENCE);
        this.administrator = administrator;
    }

    private VirtualPhone phone() {
        return new VirtualPhone(endpoints.gateway(), people.phone(), PATIENCE);
    }

    private Bidder person() {
        Bidder it = new Bidder(endpoints, people.seed(), PATIENCE);
        it.phone().logInByOneTap();
        return it;
    }

    private static String sendCode(VirtualPhone to, String purpose) {
        to.post(IDENTITY + "me/codes", Map.of("purpose", purpose));
        return to.code(to.number());
    }

    /// Code, one tap, and the password that was set afterwards all lead to one account.
    void r1() {
        VirtualPhone mine = phone();
        expect("password-wrong", () -> mine.logInByPassword(PASSWORD));
        mine.logIn();
        UUID account = mine.account();
        mine.logInByOneTap();
        check("one tap finds the account", () -> mine.account().equals(account));
        expect(
                "one-tap-refused",
                () ->
                        mine.api()
                                .post(
                                        IDENTITY + "login/one-tap",
                                        "",
                                        Map.of(
                                                "token",
                                                UUID.randomUUID(),
                                                "deviceId",
                                                mine.device(),
                                                "deviceName",
                                                "x")));
        VirtualPhone other = phone();
        other.logInByOneTap();
        String code = sendCode(other, "set_password");
        expect(
                "password-weak",
                () ->
                        other.put(
                                IDENTITY + "me/password",
                                Map.of("newPassword", "12345678", "code", code)));
        other.put(IDENTITY + "me/password", Map.of("newPassword", PASSWORD, "code", code));
        UUID his = other.account();
        other.logInByPassword(PASSWORD);
        check("the password finds the account", () -> other.account().equals(his));
        expect("password-wrong", () -> other.logInByPassword("not the one 1"));
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
        VirtualPhone phone = phone();
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

    private static String verify(VirtualPhone phone, Map<String, Object> claim) {
        String id = phone.post(IDENTITY + "verifications", claim).path("id").asString();
        String state = "pending";
        for (int i = 0; i < 100 && !state.equals("verified") && !state.equals("failed"); i++) {
            Api.pause(Duration.ofMillis(200));
            state = phone.get(IDENTITY + "verifications/" + id).path("state").asString();
        }
        return state;
    }

    private static Map<String, Object> claim(String method, Bidder who, String name) {
        Map<String, Object> out = new HashMap<>();
        out.put("method", method);
        out.put("name", name);
        out.put("idNumber", who.idNumber());
        if (method.equals("bank_card")) {
            out.put("cardNumber", who.card());
            out.put("reservedPhone", who.phone().number());
        }
        return out;
    }

    /// Each method proves an identity, and refuses one that is not true.
    void r4() {
        for (String method : List.of("alipay", "cpcn", "bank_card")) {
            Bidder who = person();
            check(
                    method + " refuses",
                    () -> verify(who.phone(), claim(method, who, "张不符")).equals("failed"));
            check(
                    method + " proves",
                    () -> verify(who.phone(), claim(method, who, who.name())).equals("verified"));
        }
    }

    /// Numbers are checked; a person has one account.
    void r5() {
        Bidder who = person();
        Map<String, Object> bad = claim("alipay", who, who.name());
        bad.put("idNumber", "210302198001011231");
        expect("id-number-invalid", () -> who.phone().post(IDENTITY + "verifications", bad));
        Map<String, Object> card = claim("bank_card", who, who.name());
        card.put("cardNumber", "6222020000000000001");
        expect("card-invalid", () -> who.phone().post(IDENTITY + "verifications", card));
        VirtualPhone second = phone();
        second.logInByOneTap();
        Map<String, Object> mine = claim("alipay", who, who.name());
        check("the first one", () -> verify(who.phone(), mine).equals("verified"));
        check("not a second one", () -> verify(second, mine).equals("failed"));
    }

    void r6() {
        Bidder who = person();
        who.verifyIdentity();
        VirtualPhone phone = who.phone();
        Map<String, Object> card =
                Map.of("cardNumber", people.card(), "reservedPhone", phone.number());
        String id = phone.post(IDENTITY + "bank-cards", card).path("id").asString();
        expect("card-there", () -> phone.post(IDENTITY + "bank-cards", card));
        Journey.await(
                "the bank confirms",
                () ->
                        phone.get(IDENTITY + "bank-cards")
                                .path(0)
                                .path("state")
                                .asString()
                                .equals("verified"));
        phone.delete(IDENTITY + "bank-cards/" + id);
        check("removed", () -> phone.get(IDENTITY + "bank-cards").isEmpty());
    }

    /// Number, password and PIN.
    void r7() {
        VirtualPhone phone = phone();
        phone.logInByOneTap();
        UUID account = phone.account();
        String another = people.phone();
        String old = sendCode(phone, "change_phone");
        phone.post(IDENTITY + "me/codes", Map.of("purpose", "change_phone", "phone", another));
        String fresh = phone.code(another);
        expect(
                "verification-needed",
                () ->
                        phone.put(
                                IDENTITY + "me/phone",
                                Map.of("newPhone", another, "newCode", fresh)));
        phone.put(
                IDENTITY + "me/phone",
                Map.of("newPhone", another, "newCode", fresh, "oldCode", old));
        String refresh = phone.refreshToken();
        expect(
                "refresh-refused",
                () ->
                        phone.api()
                                .post(
                                        IDENTITY + "login/refresh",
                                        "",
                                        Map.of("refreshToken", refresh)));
        phone.isReachedAt(another);
        phone.logInByOneTap();
        check("the same account", () -> phone.account().equals(account));
        new PinOperations(administrator).change(Bidder.PIN, "246802");
        check("the new PIN works", () -> new PinOperations(administrator).selfTest("246802"));
        new PinOperations(administrator).change("246802", Bidder.PIN);
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
        Bidder who = person();
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
        String code = sendCode(phone, "delete_account");
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
        VirtualPhone mine = phone();
        mine.logInByOneTap();
        VirtualPhone second = new VirtualPhone(endpoints.gateway(), mine.number(), PATIENCE);
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
    }
}
