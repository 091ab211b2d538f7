package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.crypto.session.SessionContent;
import jakarta.persistence.Convert;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a session was opened with. Nothing of it changes afterwards.
@MappedSuperclass
abstract class SessionTerms {
    @Id private UUID id;
    private String clientId;

    @Enumerated(EnumType.STRING)
    private SessionKind kind;

    private String purpose;
    private String rpAccount;
    private String enterpriseName;
    private String uscc;

    /// Null for sessions from before there were other kinds.
    @Convert(converter = ContentJson.class)
    private @Nullable SessionContent detailJson;

    private String challenge;
    private String serverRandom;
    private String secretSealed;
    private String verificationCode;
    private String contentHash;
    private String flow;
    private @Nullable String returnUrl;
    private @Nullable UUID openingId;
    private Instant createdAt;
    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init")
    protected SessionTerms() {}

    /// What a platform opens a session with, besides its content.
    ///
    /// @param returnUrl for a link on the same phone; null for a QR
    /// @param openingId the hall's, or null
    record Opening(
            String clientId,
            String challenge,
            @Nullable String returnUrl,
            @Nullable UUID openingId,
            Instant now,
            Instant expiresAt) {}

    /// What is chosen at random; `secretSealed` is bound to the id.
    record Fresh(SessionId id, String serverRandom, String secretSealed, String verificationCode) {}

    SessionTerms(SessionContent content, Opening opening, Fresh fresh) {
        id = fresh.id().value();
        clientId = opening.clientId();
        kind = SessionKind.valueOf(content.kind());
        purpose = content.purpose();
        rpAccount = content.rpAccount();
        enterpriseName = content.enterpriseName();
        uscc = content.uscc();
        detailJson = content;
        challenge = opening.challenge();
        serverRandom = fresh.serverRandom();
        secretSealed = fresh.secretSealed();
        verificationCode = fresh.verificationCode();
        contentHash = content.hash();
        flow = opening.returnUrl() == null ? "qr" : "link";
        returnUrl = opening.returnUrl();
        openingId = opening.openingId();
        createdAt = opening.now();
        expiresAt = opening.expiresAt();
    }

    public SessionId sessionId() {
        return new SessionId(id);
    }

    public UUID getId() {
        return id;
    }

    public String clientId() {
        return clientId;
    }

    public SessionKind kind() {
        return kind;
    }

    public SessionContent content() {
        return detailJson != null
                ? detailJson
                : SessionContent.of(kind.name(), purpose, rpAccount, enterpriseName, uscc);
    }

    public String challenge() {
        return challenge;
    }

    public String serverRandom() {
        return serverRandom;
    }

    String secretSealed() {
        return secretSealed;
    }

    public String verificationCode() {
        return verificationCode;
    }

    public String contentHash() {
        return contentHash;
    }

    public String flow() {
        return flow;
    }

    public @Nullable String returnUrl() {
        return returnUrl;
    }

    public @Nullable UUID openingId() {
        return openingId;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }
}
