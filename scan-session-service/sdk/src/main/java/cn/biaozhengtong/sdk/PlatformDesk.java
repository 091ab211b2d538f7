package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// What a platform manages: bindings, its endpoint and certificate, openings and rehearsals.
public final class PlatformDesk {
    private final ServiceCalls calls;
    private final Certificate root;

    PlatformDesk(ServiceCalls calls, Certificate root) {
        this.calls = calls;
        this.root = root;
    }

    /// @param accountId the platform's own
    /// @param certificateSerial of the signing certificate that bound it
    public record Binding(
            String id, String accountId, String enterpriseId, String certificateSerial) {}

    public List<Binding> bindings() {
        return Json.list(calls.get("/rp/v1/bindings"), "list").stream()
                .map(Json::object)
                .map(it ->
                        new Binding(
                                Json.text(it, "id"),
                                Json.text(it, "accountId"),
                                Json.text(it, "enterpriseId"),
                                Json.text(it, "certificateSerial")))
                .toList();
    }

    public void unbind(String bindingId) {
        calls.delete("/rp/v1/bindings/" + bindingId);
    }

    /// Registers the certificate that opened keys are encrypted to; the CA's administrator issues
    /// it from a request of the platform's own key.
    ///
    /// @param chain the certificate first, the root last
    public void certificate(List<Certificate> chain) {
        calls.put(
                "/rp/v1/me/certificate",
                Map.of(
                        "chainPem",
                        chain.stream().map(Certificate::pem).collect(Collectors.joining())));
    }

    /// Replaces the keys of [ClientCredential#privateKeyJwt]: the present one and the next, and
    /// when all servers have the next, that one alone.
    ///
    /// @param keys on P-256
    public void keys(List<ECPublicKey> keys) {
        calls.put(
                "/rp/v1/me/keys",
                Map.of("publicKeys", keys.stream().map(ClientCredential::pem).toList()));
    }

    /// Where users' phones may go back to ([SessionRequest#returningTo]): beginnings of addresses.
    public void returnUrls(List<String> beginnings) {
        calls.put("/rp/v1/me/return-urls", Map.of("urls", beginnings));
    }

    /// Another webhook endpoint.
    ///
    /// @param thin without results, which are then read
    public void webhook(String url, boolean thin) {
        calls.put("/rp/v1/me/webhook", Map.of("url", url, "thin", thin));
    }

    /// Whose SM2 signature webhooks bear ([WebhookVerifier#signedBy]).
    ///
    /// @throws CryptoException when the certificate does not lead to the root that we trust
    public Certificate webhookSigner() {
        List<Certificate> chain =
                Certificate.parsePems(
                        Json.text(calls.get("/rp/v1/me/webhook/certificate"), "chainPem"));
        ChainVerifier.trusting(root)
                .verify(
                        chain.get(0),
                        chain,
                        CertificateProfile.subscriber_signing,
                        calls.clock().instant());
        return chain.get(0);
    }

    /// Sends one now and says what came back: an HTTP status, or 0 with the reason in `error`.
    public Map<String, Object> testWebhook() {
        return calls.post("/rp/v1/me/webhook/tests", Map.of());
    }

    /// A fresh webhook secret; the one before signs beside it for a day.
    public String rotateWebhookSecret() {
        return Json.text(calls.post("/rp/v1/me/webhook/secrets", Map.of()), "webhookSecret");
    }

    /// Registers an opening, or moves its times.
    ///
    /// @return its id, for [SessionRequest#inOpening]
    public String opening(SessionRequest.Tendering tender, Instant closesAt) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("tender", tender.tender());
        body.put("lot", tender.lot());
        body.put("title", tender.title());
        body.put("hall", tender.hall());
        body.put("opensAt", tender.opensAt().toString());
        body.put("closesAt", closesAt.toString());
        return Json.text(calls.put("/rp/v1/openings", body), "openingId");
    }

    /// One bidder in an opening.
    ///
    /// @param state of his last session there
    /// @param opened how many of his keys are open
    /// @param reason why not all are, or empty
    /// @param fault whose that is: `bidder`, `platform`, `service`, `disputed` where only the
    ///   bidder's phone says so; `nobody` while it is under way; empty where all is open
    public record BoardRow(
            String accountId,
            String enterpriseName,
            String sessionId,
            String state,
            int opened,
            int asked,
            String reason,
            String fault) {
        static BoardRow of(Map<String, Object> it) {
            return new BoardRow(
                    Json.text(it, "accountId"),
                    Json.text(it, "enterpriseName"),
                    Json.text(it, "sessionId"),
                    Json.text(it, "state"),
                    Integer.parseInt(Json.text(it, "opened")),
                    Integer.parseInt(Json.text(it, "asked")),
                    Json.text(it, "reason"),
                    Json.text(it, "fault"));
        }
    }

    /// Who has decrypted, who failed and whose fault it is.
    public List<BoardRow> board(String openingId) {
        return rows(calls.get("/rp/v1/openings/" + openingId + "/board"));
    }

    /// The same at once and whenever a bidder's session changes, until the stream is closed.
    ///
    /// @param onChange called by the thread that reads the stream: it should return soon
    public EventStream followBoard(String openingId, Consumer<List<BoardRow>> onChange) {
        return EventStream.open(
                calls,
                new EventStream.Wish(
                        "/rp/v1/openings/" + openingId + "/events",
                        Instant.MAX,
                        data -> {
                            onChange.accept(rows(data));
                            return true;
                        }));
    }

    private static List<BoardRow> rows(Map<String, Object> board) {
        return Json.list(board, "rows").stream().map(Json::object).map(BoardRow::of).toList();
    }

    /// A probe for a rehearsal (解密演练).
    ///
    /// @param serial of the bidder's encryption certificate
    /// @param secretHash `SM3` of the 32 bytes that must come out
    public record Probe(String serial, byte[] wrapped, String secretHash) {}

    /// @param certificateSerial of the bidder's signing certificate
    public Probe rehearse(SessionRequest.Tendering tender, String certificateSerial) {
        Map<String, Object> it =
                calls.post(
                        "/rp/v1/rehearsals",
                        Map.of(
                                "tender", tender.tender(),
                                "lot", tender.lot(),
                                "certificateSerial", certificateSerial));
        return new Probe(
                Json.text(it, "serial"),
                Base64.getDecoder().decode(Json.text(it, "wrapped")),
                Json.text(it, "secretHash"));
    }
}
