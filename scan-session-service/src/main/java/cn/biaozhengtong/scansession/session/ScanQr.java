package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// A phone scanned the QR: it must be fresh and made with the session's secret; first scan wins.
@Component
public class ScanQr {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Sessions sessions;
    private final RelyingParties parties;
    private final FieldCipher cipher;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ScanQr(
            Sessions sessions,
            RelyingParties parties,
            FieldCipher cipher,
            TransactionTemplate transactions,
            Clock clock) {
        this.sessions = sessions;
        this.parties = parties;
        this.cipher = cipher;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// What the phone shows, as typed fields.
    public record Card(
            UUID sessionId,
            ScanSession.Content content,
            String platformCode,
            String platformName,
            String verificationCode,
            Instant expiresAt) {}

    public Card scan(UUID account, UUID device, QrCode qr) {
        ScanSession before;
        try {
            before = sessions.byId(qr.session());
        } catch (cn.biaozhengtong.kit.problem.ProblemException e) {
            // A guessed id and a forged code look alike.
            throw SessionProblem.qr_invalid.exception();
        }
        byte[] secret =
                cipher.openBytes(before.secretSealed(), "scan_session.secret:" + before.getId());
        if (!qr.isFrom(secret, before.content().kind().name(), before.contentHash())) {
            throw SessionProblem.qr_invalid.exception();
        }
        Instant now = clock.instant();
        Instant shown = before.createdAt().plusSeconds(qr.elapsed());
        if (shown.plus(FRESH).isBefore(now) || shown.isAfter(now.plusSeconds(1))) {
            throw SessionProblem.qr_expired.exception();
        }
        transactions.executeWithoutResult(status -> {
            ScanSession session = sessions.lock(qr.session());
            SessionState from = session.state(now);
            session.scannedBy(account, device, now);
            if (from == SessionState.awaiting_scan) {
                sessions.changed(session, account.toString());
            }
        });
        RelyingParties.RelyingParty party = parties.of(before.clientId());
        return new Card(
                before.getId(),
                before.content(),
                party.platformCode(),
                party.platformName(),
                before.verificationCode(),
                before.expiresAt());
    }
}
