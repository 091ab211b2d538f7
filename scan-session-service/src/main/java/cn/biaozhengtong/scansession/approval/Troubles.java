package cn.biaozhengtong.scansession.approval;

import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.scansession.opening.Cause;
import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionState;
import cn.biaozhengtong.scansession.session.Sessions;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps what stood in the way of an approval, since whose fault a failure is must be known
/// afterwards (R46); and ends a session that a locked PIN leaves no time for.
@Component
class Troubles {
    private final Sessions sessions;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Troubles(Sessions sessions, TransactionTemplate transactions, Clock clock) {
        this.sessions = sessions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Runs a step of an approval; its failure is kept, and thrown on.
    <T> T noting(Person who, SessionId id, Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (ProblemException e) {
            transactions.executeWithoutResult(status -> keep(who, sessions.lock(id), e));
            throw e;
        } catch (RuntimeException e) {
            note(id, Cause.unavailable);
            throw e;
        }
    }

    void note(SessionId id, Cause what) {
        transactions.executeWithoutResult(status -> sessions.lock(id).hasTrouble(what.name()));
    }

    private void keep(Person who, ScanSession session, ProblemException e) {
        Cause cause = Cause.of(e);
        session.hasTrouble(cause.name());
        Instant now = clock.instant();
        boolean waits =
                session.state(now) == SessionState.awaiting_approval && session.isScannedBy(who);
        if (waits && outlasts(cause, e, session)) {
            session.fail(who, cause.name(), now);
            sessions.changed(session, who.account().toString());
        }
    }

    /// Whether no PIN can be given any more in the session's time.
    private static boolean outlasts(Cause cause, ProblemException e, ScanSession session) {
        return switch (cause) {
            case pin_blocked -> true;
            case pin_locked -> {
                Object until = e.extensions().get("lockedUntil");
                yield until != null && !instant(until).isBefore(session.expiresAt());
            }
            default -> false;
        };
    }

    private static Instant instant(Object text) {
        try {
            return Instant.parse(text.toString());
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }
}
