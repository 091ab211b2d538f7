package cn.biaozhengtong.acceptance;

import static cn.biaozhengtong.acceptance.Journey.check;
import static cn.biaozhengtong.acceptance.Journey.expect;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// R1, R4 to R7 through the gateway: ways in and who somebody is.
final class IdentityRequirements {
    private static final String IDENTITY = "/api/identity/v1/";
    private static final String PASSWORD = "开标decrypt2026";

    private final Cast cast;
    private final Regaining regaining;

    /// Who holds a certificate.
    private final Bidder administrator;

    IdentityRequirements(Endpoints endpoints, long seed, Bidder administrator) {
        this.cast = new Cast(endpoints, seed);
        this.regaining = new Regaining(endpoints, cast);
        this.administrator = administrator;
    }

    /// Code, one tap, and the password that was set afterwards all lead to one account.
    void r1() {
        VirtualPhone mine = cast.phone();
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
                                        Map.of("token", UUID.randomUUID(), "deviceName", "x")));
        VirtualPhone other = cast.phone();
        other.logInByOneTap();
        String code = Cast.sendCode(other, "set_password");
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

    /// Each method proves an identity, and refuses one that is not true.
    void r4() {
        for (String method : List.of("alipay", "cpcn", "bank_card")) {
            Bidder who = cast.person();
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
        Bidder who = cast.person();
        Map<String, Object> bad = claim("alipay", who, who.name());
        bad.put("idNumber", "210302198001011231");
        expect("id-number-invalid", () -> who.phone().post(IDENTITY + "verifications", bad));
        Map<String, Object> card = claim("bank_card", who, who.name());
        card.put("cardNumber", "6222020000000000001");
        expect("card-invalid", () -> who.phone().post(IDENTITY + "verifications", card));
        VirtualPhone second = cast.phone();
        second.logInByOneTap();
        Map<String, Object> mine = claim("alipay", who, who.name());
        check("the first one", () -> verify(who.phone(), mine).equals("verified"));
        check("not a second one", () -> verify(second, mine).equals("failed"));
    }

    void r6() {
        Bidder who = cast.person();
        who.verifyIdentity();
        VirtualPhone phone = who.phone();
        Map<String, Object> card =
                Map.of("cardNumber", cast.people().card(), "reservedPhone", phone.number());
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
        VirtualPhone phone = cast.phone();
        phone.logInByOneTap();
        UUID account = phone.account();
        String another = cast.people().phone();
        String old = Cast.sendCode(phone, "change_phone");
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
        numberLost();
        regaining.run();
        new PinOperations(administrator).change(Bidder.PIN, Bidder.OTHER_PIN);
        check(
                "the new PIN works",
                () -> new PinOperations(administrator).selfTest(Bidder.OTHER_PIN));
        new PinOperations(administrator).change(Bidder.OTHER_PIN, Bidder.PIN);
    }

    /// Without the old number: a face or the bank's code, for this number, on this phone.
    private void numberLost() {
        Bidder who = cast.verified();
        String another = cast.people().phone();
        who.phone()
                .post(IDENTITY + "me/codes", Map.of("purpose", "change_phone", "phone", another));
        Map<String, Object> change =
                Map.of("newPhone", another, "newCode", who.phone().code(another));
        expect("method-too-weak", () -> who.proves("phone", another, "cpcn"));
        who.proves("release", another, "alipay");
        expect("verification-needed", () -> who.phone().put(IDENTITY + "me/phone", change));
        who.proves("phone", another, "alipay");
        who.phone().put(IDENTITY + "me/phone", change);
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
}
