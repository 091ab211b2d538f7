package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.crypto.SignedContext;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// The session and its one way through [SessionState]. Expiry is computed on read.
@Entity
public class ScanSession implements Persistable<UUID> {
    @Id private UUID id;
    private String clientId;

    @Enumerated(EnumType.STRING)
    private SessionKind kind;

    private String purpose;
    private String rpAccount;
    private String enterpriseName;
    private String uscc;
    private String challenge;
    private String serverRandom;
    private String secretSealed;
    private String verificationCode;
    private String contentHash;

    @Enumerated(EnumType.STRING)
    private SessionState state;

    private @Nullable UUID accountId;
    private @Nullable UUID deviceId;
    private @Nullable String certificateSerial;
    private @Nullable UUID roundId;
    private @Nullable String contextJson;
    private @Nullable String resultJson;
    private @Nullable String error;
    private Instant createdAt;
    private Instant expiresAt;
    @Version private Integer version;

    protected ScanSession() {}

    /// What a platform asks for; typed fields that the phone renders.
    public record Content(
            SessionKind kind,
            String purpose,
            String rpAccount,
            String enterpriseName,
            String uscc) {
        /// SM3 over all of it, as phone and platform compute it too.
        public String hash() {
            return SignedContext.hashOf(
                    List.of(kind.name(), purpose, rpAccount, enterpriseName, uscc));
        }
    }

    static ScanSession open(
            UUID id,
            String clientId,
            Content content,
            String challenge,
            String serverRandom,
            String secretSealed,
            String verificationCode,
            Instant now,
            Instant expiresAt) {
        ScanSession it = new ScanSession();
        it.id = id;
        it.clientId = clientId;
        it.kind = content.kind();
        it.purpose = content.purpose();
        it.rpAccount = content.rpAccount();
        it.enterpriseName = content.enterpriseName();
        it.uscc = content.uscc();
        it.challenge = challenge;
        it.serverRandom = serverRandom;
        it.secretSealed = secretSealed;
        it.verificationCode = verificationCode;
        it.contentHash = content.hash();
        it.state = SessionState.awaiting_scan;
        it.createdAt = now;
        it.expiresAt = expiresAt;
        return it;
    }

    /// The state as of now.
    public SessionState state(Instant now) {
        return state.isOpen() && now.isAfter(expiresAt) ? SessionState.expired : state;
    }

    /// First scan wins; the same device may scan again.
    void scannedBy(UUID account, UUID device, Instant now) {
        mustBeOpen(now);
        if (state == SessionState.awaiting_approval) {
            if (!device.equals(deviceId) || !account.equals(accountId)) {
                throw SessionProblem.already_scanned.exception();
            }
            return;
        }
        become(SessionState.awaiting_approval);
        accountId = account;
        deviceId = device;
    }

    /// Fixes what will be signed; another round replaces it.
    void approving(
            UUID account, UUID device, String serial, UUID round, String context, Instant now) {
        mustBeScannedBy(account, device, now);
        certificateSerial = serial;
        roundId = round;
        contextJson = context;
    }

    void complete(UUID account, UUID device, UUID round, String result, Instant now) {
        mustBeScannedBy(account, device, now);
        if (!round.equals(roundId)) {
            throw SessionProblem.not_scanned.exception();
        }
        become(SessionState.completed);
        resultJson = result;
    }

    void refuse(UUID account, UUID device, String why, Instant now) {
        mustBeScannedBy(account, device, now);
        become(SessionState.refused);
        error = why;
    }

    void expire() {
        become(SessionState.expired);
        error = "timeout";
    }

    void cancel(Instant now) {
        mustBeOpen(now);
        become(SessionState.cancelled);
    }

    void mustBeScannedBy(UUID account, UUID device, Instant now) {
        mustBeOpen(now);
        boolean same =
                state == SessionState.awaiting_approval
                        && account.equals(accountId)
                        && device.equals(deviceId);
        if (!same) {
            throw SessionProblem.not_scanned.exception();
        }
    }

    private void mustBeOpen(Instant now) {
        if (!state.isOpen()) {
            throw SessionProblem.session_ended.with(state.name());
        }
        if (now.isAfter(expiresAt)) {
            throw SessionProblem.session_expired.exception();
        }
    }

    private void become(SessionState next) {
        if (!state.mayBecome(next)) {
            throw SessionProblem.session_ended.with(state.name());
        }
        state = next;
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return version == null;
    }

    public String clientId() {
        return clientId;
    }

    public Content content() {
        return new Content(kind, purpose, rpAccount, enterpriseName, uscc);
    }

    String challenge() {
        return challenge;
    }

    String serverRandom() {
        return serverRandom;
    }

    String secretSealed() {
        return secretSealed;
    }

    public String verificationCode() {
        return verificationCode;
    }

    String contentHash() {
        return contentHash;
    }

    public @Nullable UUID accountId() {
        return accountId;
    }

    @Nullable String certificateSerial() {
        return certificateSerial;
    }

    @Nullable String contextJson() {
        return contextJson;
    }

    public @Nullable String resultJson() {
        return resultJson;
    }

    public @Nullable String error() {
        return error;
    }

    Instant createdAt() {
        return createdAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    public int version() {
        return version;
    }
}
