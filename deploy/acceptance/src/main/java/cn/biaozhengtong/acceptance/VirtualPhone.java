package cn.biaozhengtong.acceptance;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A phone with one user: makes its key, logs in, keeps its tokens fresh, and calls the gateway.
final class VirtualPhone {
    private static final Pattern CODE = Pattern.compile("验证码 ([0-9]{6})");

    private final Api api;
    private final PhoneKey key = new PhoneKey();
    private String phone;
    private String access = "";
    private String refresh = "";
    private Instant accessUntil = Instant.MIN;
    private String account = "";

    VirtualPhone(URI gateway, String phone, Duration patience) {
        this.api = new Api(gateway, patience, Optional.of(key));
        this.phone = phone;
    }

    Api api() {
        return api;
    }

    String number() {
        return phone;
    }

    /// After the account's number was changed.
    void isReachedAt(String another) {
        phone = another;
    }

    UUID device() {
        return key.deviceId();
    }

    PhoneKey key() {
        return key;
    }

    UUID account() {
        return UUID.fromString(account);
    }

    /// Asks for a code, reads it from the sandbox's inbox, logs in.
    void logIn() {
        api.patiently(() -> {
            try {
                return api.post("/api/identity/v1/login/sms-codes", "", Map.of("phone", phone));
            } catch (Api.Refused e) {
                // Sent before an outage swallowed the answer: the text is there.
                if (e.problem().equals("code-too-soon")) {
                    return Api.JSON.createObjectNode();
                }
                throw e;
            }
        });
        JsonNode answer = api.patiently(() -> enterCode());
        enrolled(answer);
        take(answer.path("tokens"));
    }

    /// 本机号码一键登录: the carrier of the sandbox vouches for the number.
    void logInByOneTap() {
        String token =
                api.patiently(() -> api.post("/sandbox/v1/one-tap/" + phone, "", Map.of()))
                        .path("token")
                        .asString();
        enter("/api/identity/v1/login/one-tap", Map.of("token", token));
    }

    void logInByPassword(String password) {
        enter("/api/identity/v1/login/password", Map.of("phone", phone, "password", password));
    }

    private void enter(String path, Map<String, Object> proof) {
        Map<String, Object> body = new HashMap<>(proof);
        body.put("deviceName", "虚拟手机");
        JsonNode answer = api.patiently(() -> api.post(path, "", body));
        enrolled(answer);
        take(answer.path("tokens"));
    }

    private void enrolled(JsonNode answer) {
        account = answer.path("accountId").asString();
        if (!answer.path("deviceId").asString().equals(device().toString())) {
            throw new IllegalStateException("enrolled under another id than the key's");
        }
    }

    private JsonNode enterCode() {
        Optional<String> code = lastCode(phone);
        if (code.isEmpty()) {
            // Whoever was to send it died before.
            anotherCode();
            throw new Api.Refused(0, "again", "no code in the inbox");
        }
        try {
            return api.post(
                    "/api/identity/v1/login/sms",
                    "",
                    Map.of("phone", phone, "code", code.get(), "deviceName", "虚拟手机"));
        } catch (Api.Refused e) {
            // The code was used up by an attempt whose answer was lost: ask for another.
            if (e.problem().equals("code-wrong")) {
                anotherCode();
                throw new Api.Refused(0, "again", "");
            }
            throw e;
        }
    }

    private void anotherCode() {
        Api.pause(Duration.ofSeconds(5));
        try {
            api.post("/api/identity/v1/login/sms-codes", "", Map.of("phone", phone));
        } catch (Api.Refused e) {
            if (!e.problem().equals("code-too-soon") && !e.isPassing()) {
                throw e;
            }
        }
    }

    /// The last code that a number of the sandbox got.
    String code(String number) {
        return lastCode(number)
                .orElseThrow(() -> new IllegalStateException("no code in the inbox of " + number));
    }

    private Optional<String> lastCode(String number) {
        JsonNode inbox = api.get("/sandbox/v1/sms/" + number, "");
        Matcher matcher = CODE.matcher(inbox.path(0).path("text").asString(""));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /// Fresh tokens, with whatever roles the account has gained; a login that the issuer no longer
    /// knows is followed by another, as a user would do.
    synchronized void renew() {
        try {
            take(
                    api.patiently(() ->
                            api.post(
                                    "/api/identity/v1/login/refresh",
                                    "",
                                    Map.of("refreshToken", refresh))));
        } catch (Api.Refused e) {
            if (!e.problem().equals("refresh-refused")) {
                throw e;
            }
            logIn();
        }
    }

    /// What an attacker has who kept old tokens.
    synchronized String refreshToken() {
        return refresh;
    }

    synchronized String token() {
        if (Instant.now().isAfter(accessUntil)) {
            renew();
        }
        return access;
    }

    /// Whether the token from now is refused within five seconds, by services that did not end its
    /// login.
    boolean isShutOut() {
        String token = access;
        for (int i = 0; i < 25; i++) {
            if (isRefused("/api/orders/v1/orders", token)
                    && isRefused("/api/enterprises/v1/memberships", token)
                    && isRefused("/api/identity/v1/me", token)) {
                return true;
            }
            Api.pause(Duration.ofMillis(200));
        }
        return false;
    }

    private boolean isRefused(String path, String token) {
        try {
            api.get(path, token);
            return false;
        } catch (Api.Refused e) {
            // An unverified account's token is refused by others as such, while it counts.
            return e.status() == 401;
        }
    }

    JsonNode get(String path) {
        return api.patiently(() -> api.get(path, token()));
    }

    JsonNode delete(String path) {
        return api.patiently(() -> api.delete(path, token()));
    }

    byte[] bytes(String path) {
        return api.bytes(path, token());
    }

    JsonNode put(String path, Object body) {
        return api.patiently(() -> api.put(path, token(), body));
    }

    /// A POST that may be repeated as it is.
    JsonNode post(String path, Object body) {
        return api.patiently(() -> api.post(path, token(), body));
    }

    /// A POST that is repeated under one idempotency key.
    JsonNode postOnce(String path, Object body) {
        String key = UUID.randomUUID().toString();
        return api.patiently(() -> api.post(path, token(), body, Map.of("Idempotency-Key", key)));
    }

    private void take(JsonNode tokens) {
        access = tokens.path("accessToken").asString();
        refresh = tokens.path("refreshToken").asString();
        accessUntil = Instant.now().plusSeconds(tokens.path("expiresIn").asLong() - 60);
    }
}
