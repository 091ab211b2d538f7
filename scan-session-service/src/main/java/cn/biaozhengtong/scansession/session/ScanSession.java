package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// The session and its one way through [SessionState]. Expiry is computed on read.
@Entity
public class ScanSession extends SessionTerms implements Persistable<UUID> {
    private @Nullable String codeChoices;

    @Enumerated(EnumType.STRING)
    private SessionState state;

    private @Nullable UUID accountId;
    private @Nullable UUID deviceId;
    private @Nullable String certificateSerial;
    private @Nullable UUID roundId;
    private @Nullable String roundSerials;
    private @Nullable String contextJson;
    private @Nullable String stampingsJson;
    private @Nullable String resultJson;
    private @Nullable String error;
    private @Nullable String trouble;
    private @Nullable Instant contestedAt;
    private @Nullable Instant endedAt;
    @Version private Integer version;

    protected ScanSession() {}

    private ScanSession(SessionContent content, Opening opening, Fresh fresh) {
        super(content, opening, fresh);
        state = SessionState.awaiting_scan;
    }

    static ScanSession open(SessionContent content, Opening opening, Fresh fresh) {
        return new ScanSession(content, opening, fresh);
    }

    /// The state as of now.
    public SessionState state(Instant now) {
        return state.isOpen() && now.isAfter(expiresAt()) ? SessionState.expired : state;
    }

    /// First scan wins; the same device may scan again.
    ///
    /// @param choices codes to choose from, where this is risky; else null
    public void scannedBy(Person who, @Nullable String choices, Instant now) {
        mustBeOpen(now);
        if (state.isScanned()) {
            if (!isScannedBy(who)) {
                throw SessionProblem.already_scanned.exception();
            }
            return;
        }
        become(SessionState.awaiting_approval);
        accountId = who.account().value();
        deviceId = who.device().value();
        codeChoices = choices;
    }

    /// Another device scanned too: both are told.
    public void contested(Instant now) {
        contestedAt = now;
    }

    /// Fixes what will be signed; another round replaces it.
    ///
    /// @param serials `decrypt`: whose keys this phone opens
    public void approving(
            Person who,
            String serial,
            UUID round,
            List<String> serials,
            String context,
            Instant now) {
        mustBeScannedBy(who, now);
        certificateSerial = serial;
        roundId = round;
        roundSerials = String.join(" ", serials);
        contextJson = context;
    }

    /// `seal`: what was prepared for that round.
    public void prepared(String stampings) {
        stampingsJson = stampings;
    }

    public void complete(Person who, UUID round, String result, Instant now) {
        mustBeRound(who, round, now);
        become(SessionState.completed);
        resultJson = result;
        endedAt = now;
    }

    /// The keys may be opened now; another round, after an answer that was lost, is as good.
    public void process(Person who, UUID round, String result, Instant now) {
        mustBeRound(who, round, now);
        if (state != SessionState.processing) {
            become(SessionState.processing);
        }
        resultJson = result;
    }

    /// What the phone made of the keys.
    public void delivered(Person who, String result, Instant now) {
        mustBeScannedBy(who, now);
        if (state != SessionState.processing) {
            throw SessionProblem.not_approved.exception();
        }
        become(SessionState.completed);
        resultJson = result;
        endedAt = now;
    }

    public void refuse(Person who, String why, Instant now) {
        mustBeScannedBy(who, now);
        become(SessionState.refused);
        end(why, now);
    }

    public void fail(Person who, String why, Instant now) {
        mustBeScannedBy(who, now);
        become(SessionState.failed);
        end(why, now);
    }

    void expire() {
        become(SessionState.expired);
        end("timeout", expiresAt());
    }

    void cancel(Instant now) {
        mustBeOpen(now);
        become(SessionState.cancelled);
        end("cancelled", now);
    }

    private void end(String why, Instant now) {
        error = why;
        endedAt = now;
        resultJson = null;
    }

    /// What stands in the way, for whoever watches; gone when it is over well.
    public void hasTrouble(String what) {
        trouble = what;
    }

    /// A round of another session, or one that another took the place of, signs nothing.
    public void mustBeRound(Person who, UUID round, Instant now) {
        mustBeScannedBy(who, now);
        if (!round.equals(roundId)) {
            throw SessionProblem.not_scanned.exception();
        }
    }

    public void mustBeScannedBy(Person who, Instant now) {
        mustBeOpen(now);
        if (!isScannedBy(who)) {
            throw SessionProblem.not_scanned.exception();
        }
    }

    public boolean isScannedBy(Person who) {
        return who.account().value().equals(accountId) && who.device().value().equals(deviceId);
    }

    /// Whether this very round completed it, whose answer was lost on the way.
    public boolean wasCompletedBy(Person who, UUID round) {
        return state == SessionState.completed && isScannedBy(who) && round.equals(roundId);
    }

    private void mustBeOpen(Instant now) {
        if (!state.isOpen()) {
            throw SessionProblem.session_ended.with(state.name());
        }
        if (now.isAfter(expiresAt())) {
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
    public boolean isNew() {
        return version == null;
    }

    /// Empty where the code is simply shown.
    public List<String> codeChoices() {
        return codeChoices == null ? List.of() : List.of(codeChoices.split(" "));
    }

    public @Nullable AccountId accountId() {
        return accountId == null ? null : new AccountId(accountId);
    }

    public @Nullable String certificateSerial() {
        return certificateSerial;
    }

    public List<String> roundSerials() {
        return roundSerials == null || roundSerials.isEmpty()
                ? List.of()
                : List.of(roundSerials.split(" "));
    }

    public @Nullable String contextJson() {
        return contextJson;
    }

    public @Nullable String stampingsJson() {
        return stampingsJson;
    }

    public @Nullable String resultJson() {
        return resultJson;
    }

    public @Nullable String error() {
        return error;
    }

    public @Nullable String trouble() {
        return trouble;
    }

    public boolean isContested() {
        return contestedAt != null;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }

    public int version() {
        return version;
    }
}
