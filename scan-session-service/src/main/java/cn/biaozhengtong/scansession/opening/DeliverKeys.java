package cn.biaozhengtong.scansession.opening;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Sm2Ciphertext;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionProblem;
import cn.biaozhengtong.scansession.session.SessionResult;
import cn.biaozhengtong.scansession.session.SessionState;
import cn.biaozhengtong.scansession.session.Sessions;
import cn.biaozhengtong.scansession.tender.TenderLedger;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// The phone hands over what it opened, each key encrypted to the platform's certificate; nobody
/// else sees one.
@Component
public class DeliverKeys {
    private final Sessions sessions;
    private final TenderLedger ledger;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final Clock clock;

    DeliverKeys(
            Sessions sessions,
            TenderLedger ledger,
            TransactionTemplate transactions,
            JsonMapper json,
            Clock clock) {
        this.sessions = sessions;
        this.ledger = ledger;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    /// @param key null where the phone did not open it, with a reason then
    public record Delivered(String keyHash, byte @Nullable [] key, @Nullable String reason) {}

    /// All keys at once; a repeat of what was delivered is answered like the first.
    public SessionState deliver(Person who, SessionId id, List<Delivered> delivered) {
        Instant now = clock.instant();
        SessionState state =
                transactions.execute(status -> {
                    ScanSession session = sessions.lock(id);
                    if (session.state(now) == SessionState.completed && session.isScannedBy(who)) {
                        return SessionState.completed;
                    }
                    session.mustBeScannedBy(who, now);
                    String stored = session.resultJson();
                    if (stored == null) {
                        throw SessionProblem.not_approved.exception();
                    }
                    SessionResult before = json.readValue(stored, SessionResult.class);
                    List<SessionResult.OpenedKey> keys = keys(session, before, delivered);
                    end(who, session, before.with(keys), now);
                    sessions.changed(session, who.account().toString());
                    return session.state(now);
                });
        if (state == null) {
            throw new IllegalStateException("no state");
        }
        return state;
    }

    /// One that opened nothing failed, and the first reason is why.
    private void end(Person who, ScanSession session, SessionResult all, Instant now) {
        String reason = all.keys().getFirst().reason();
        if (reason != null && all.keys().stream().allMatch(it -> it.key() == null)) {
            session.fail(who, reason, now);
            return;
        }
        session.delivered(who, json.writeValueAsString(all), now);
        for (SessionResult.OpenedKey it : all.keys()) {
            if (it.key() != null) {
                ledger.opened(it.keyHash());
            }
        }
    }

    private static List<SessionResult.OpenedKey> keys(
            ScanSession session, SessionResult before, List<Delivered> delivered) {
        Map<String, Delivered> byHash =
                delivered.stream()
                        .collect(
                                Collectors.toMap(
                                        Delivered::keyHash,
                                        Function.identity(),
                                        (one, two) -> {
                                            throw SessionProblem.results_incomplete.exception();
                                        }));
        List<SessionResult.OpenedKey> out = new ArrayList<>();
        for (SessionContent.WrappedEnvelope asked : session.content().envelopes()) {
            Delivered it = byHash.remove(asked.keyHash());
            boolean answered = before.encryptionSerials().contains(asked.serial());
            if (it == null || !isSound(it, answered)) {
                throw SessionProblem.results_incomplete.exception();
            }
            String reason = it.reason();
            out.add(
                    new SessionResult.OpenedKey(
                            asked.name(),
                            asked.keyHash(),
                            it.key(),
                            reason,
                            reason == null ? null : Faults.of(reason)));
        }
        if (!byHash.isEmpty()) {
            throw SessionProblem.results_incomplete.exception();
        }
        return out;
    }

    /// Either a ciphertext of a key that was answered for, or a known reason.
    private static boolean isSound(Delivered it, boolean answered) {
        byte[] key = it.key();
        String reason = it.reason();
        if (key == null) {
            return reason != null && Faults.KEY_REASONS.contains(reason);
        }
        try {
            Sm2Ciphertext.toConcatenated(key, Sm2Ciphertext.Order.c1c3c2);
            return reason == null && answered;
        } catch (CryptoException e) {
            return false;
        }
    }
}
