package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.session.DocumentToSeal;
import cn.biaozhengtong.crypto.session.SessionContent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a platform asks the user for; begin with the kind, add what is known.
///
/// `SessionRequest.login("登录交易平台").within(Duration.ofMinutes(2))`. Texts must have no control or
/// direction characters; purposes have at most 60.
public final class SessionRequest {
    private final SessionContent content;
    private final @Nullable Duration life;
    private final String returnUrl;
    private final String openingId;

    private SessionRequest(
            SessionContent content, @Nullable Duration life, String returnUrl, String openingId) {
        this.content = content;
        this.life = life;
        this.returnUrl = returnUrl;
        this.openingId = openingId;
    }

    private static SessionRequest of(SessionContent content) {
        return new SessionRequest(content, null, "", "");
    }

    /// Login (扫码登录): whoever is bound here.
    public static SessionRequest login(String purpose) {
        return of(SessionContent.of("login", purpose, "", "", ""));
    }

    /// Binding (扫码绑定): the platform's account to the enterprise's certificate; name and code must
    /// equal the certificate's.
    public static SessionRequest bind(
            String purpose, String accountId, String enterpriseName, String uscc) {
        return of(SessionContent.of("bind", purpose, accountId, enterpriseName, uscc));
    }

    /// CA authentication in a tool (扫码认证): gives both certificates.
    public static SessionRequest authenticate(String purpose, String tool) {
        return of(parts("authenticate", purpose, tool, List.of(), null, List.of(), List.of()));
    }

    /// Signing of a list, all under one PIN (手机扫码签章).
    ///
    /// @param node the signing node (签章节点), or empty
    /// @param items 1 to 500 titles and digests
    public static SessionRequest sign(
            String purpose, String node, List<SessionContent.Item> items) {
        return of(parts("sign", purpose, node, items, null, List.of(), List.of()));
    }

    /// Seals in documents, all under one PIN (手机扫码签章).
    ///
    /// @param node the signing node (签章节点), or empty
    /// @param documents 1 to 500 ([HostedDocument#sealed])
    public static SessionRequest seal(String purpose, String node, List<DocumentToSeal> documents) {
        return of(
                new SessionContent(
                        "seal", purpose, "", "", "", node, List.of(), null, List.of(), List.of(),
                        documents));
    }

    /// The encrypted bid is generated (生成标书): its files are signed and recorded, so that they can
    /// be opened later. See [BidFile] for how to make them.
    public static SessionRequest encrypt(
            String purpose, Tendering tender, List<SessionContent.SealedBid> bids) {
        return of(parts("encrypt", purpose, "", List.of(), tender.content(), bids, List.of()));
    }

    /// Decryption at the opening (开标解密), or of rehearsal probes before it.
    public static SessionRequest decrypt(
            String purpose, Tendering tender, List<SessionContent.WrappedEnvelope> envelopes) {
        return of(parts("decrypt", purpose, "", List.of(), tender.content(), List.of(), envelopes));
    }

    /// Which tender.
    ///
    /// @param opensAt opening time (开标时间)
    /// @param hall where it opens (开标大厅), or empty
    public record Tendering(String tender, String lot, String title, Instant opensAt, String hall) {
        SessionContent.Tendering content() {
            return new SessionContent.Tendering(tender, lot, title, opensAt.toString(), hall);
        }
    }

    private static SessionContent parts(
            String kind,
            String purpose,
            String tool,
            List<SessionContent.Item> items,
            SessionContent.@Nullable Tendering tender,
            List<SessionContent.SealedBid> bids,
            List<SessionContent.WrappedEnvelope> envelopes) {
        return new SessionContent(kind, purpose, "", "", "", tool, items, tender, bids, envelopes);
    }

    /// Only this account of the platform may approve.
    public SessionRequest forAccount(String accountId) {
        return as(accountId, content.enterpriseName(), content.uscc());
    }

    /// Only this enterprise may approve.
    public SessionRequest forEnterprise(String enterpriseName, String uscc) {
        return as(content.rpAccount(), enterpriseName, uscc);
    }

    private SessionRequest as(String accountId, String enterpriseName, String uscc) {
        return new SessionRequest(
                new SessionContent(
                        content.kind(),
                        content.purpose(),
                        accountId,
                        enterpriseName,
                        uscc,
                        content.tool(),
                        content.items(),
                        content.tender(),
                        content.bids(),
                        content.envelopes(),
                        content.documents()),
                life,
                returnUrl,
                openingId);
    }

    /// How long the user may take: 30 seconds to 10 minutes, for `decrypt` to an hour.
    public SessionRequest within(Duration time) {
        return new SessionRequest(content, time, returnUrl, openingId);
    }

    /// A link for the phone on which the page itself is open, instead of a QR; see
    /// [OpenSession#link] and [OpenSession#isReturned].
    public SessionRequest returningTo(String url) {
        return new SessionRequest(content, life, url, openingId);
    }

    /// Shows the decryption in the board of an opening ([PlatformDesk#board]).
    public SessionRequest inOpening(String id) {
        return new SessionRequest(content, life, returnUrl, id);
    }

    public SessionContent content() {
        return content;
    }

    String flow() {
        return returnUrl.isEmpty() ? "qr" : "link";
    }

    private static Map<String, Object> document(DocumentToSeal it) {
        return Map.of(
                "documentId", it.documentId(),
                "local", it.isLocal(),
                "title", it.title(),
                "format", it.format(),
                "digest", it.digest(),
                "pages", it.pages(),
                "seal", it.seal(),
                "certify", it.certify(),
                "places", it.places());
    }

    Map<String, Object> body(String challenge) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("kind", content.kind());
        out.put("purpose", content.purpose());
        out.put("challenge", challenge);
        out.put("accountId", content.rpAccount());
        out.put("enterpriseName", content.enterpriseName());
        out.put("uscc", content.uscc());
        out.put("tool", content.tool());
        out.put(
                "items",
                content.items().stream()
                        .map(it -> Map.of("title", it.title(), "digest", it.digest()))
                        .toList());
        SessionContent.Tendering tender = content.tender();
        if (tender != null) {
            Map<String, Object> stated = new LinkedHashMap<>();
            stated.put("tender", tender.tender());
            stated.put("lot", tender.lot());
            stated.put("title", tender.title());
            stated.put("opensAt", tender.opensAt());
            stated.put("hall", tender.hall());
            out.put("tender", stated);
        }
        out.put(
                "bids",
                content.bids().stream()
                        .map(it ->
                                Map.of(
                                        "name", it.name(),
                                        "size", it.size(),
                                        "envelopeHash", it.envelopeHash(),
                                        "fileHash", it.fileHash(),
                                        "serial", it.serial(),
                                        "keyHash", it.keyHash()))
                        .toList());
        out.put(
                "envelopes",
                content.envelopes().stream()
                        .map(it ->
                                Map.of(
                                        "name", it.name(),
                                        "serial", it.serial(),
                                        "wrapped", it.wrapped()))
                        .toList());
        out.put("documents", content.documents().stream().map(SessionRequest::document).toList());
        if (life != null) {
            out.put("lifeSeconds", life.toSeconds());
        }
        out.put("returnUrl", returnUrl);
        out.put("openingId", openingId);
        return out;
    }
}
