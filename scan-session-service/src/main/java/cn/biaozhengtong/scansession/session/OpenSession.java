package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.crypto.session.SessionQr;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// A platform opens a session.
@Component
public class OpenSession {
    private static final Duration LIFE = Duration.ofMinutes(3);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LONGEST_DECRYPTION = Duration.ofHours(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Sessions sessions;
    private final ContentRules rules;
    private final FieldCipher cipher;
    private final Clock clock;

    OpenSession(Sessions sessions, ContentRules rules, FieldCipher cipher, Clock clock) {
        this.sessions = sessions;
        this.rules = rules;
        this.cipher = cipher;
        this.clock = clock;
    }

    /// @param challenge of the platform, part of what is signed
    /// @param lifeSeconds null for three minutes
    /// @param returnUrl where a phone's browser goes back to, for a link instead of a QR; or null
    /// @param openingId of the hall in whose board this appears, or null
    public record Wish(
            SessionContent content,
            String challenge,
            @Nullable Integer lifeSeconds,
            @Nullable String returnUrl,
            @Nullable UUID openingId) {}

    /// @param sessionSecret Base64; never leaves the platform's server
    /// @param viewToken lets a page show this session's QR, and nothing else
    public record Opened(
            UUID sessionId,
            String sessionSecret,
            String viewToken,
            String serverRandom,
            String contentHash,
            String verificationCode,
            Instant createdAt,
            Instant expiresAt) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public Opened open(RelyingParties.RelyingParty party, Wish wish) {
        Instant now = clock.instant();
        rules.mustBeComplete(party, wish, now);
        SessionId id = SessionId.random();
        byte[] secret = SecretBytes.random(32).expose();
        ScanSession session =
                ScanSession.open(
                        wish.content(),
                        new ScanSession.Opening(
                                party.clientId(),
                                wish.challenge(),
                                wish.returnUrl(),
                                wish.openingId(),
                                now,
                                now.plus(life(wish))),
                        new ScanSession.Fresh(
                                id,
                                HexFormat.of().formatHex(SecretBytes.random(32).expose()),
                                cipher.sealBytes(secret, "scan_session.secret:" + id),
                                code()));
        sessions.add(session);
        return new Opened(
                id.value(),
                Base64.getEncoder().encodeToString(secret),
                SessionQr.viewToken(secret, id.toString()),
                session.serverRandom(),
                session.contentHash(),
                session.verificationCode(),
                now,
                session.expiresAt());
    }

    /// The secret that QRs of the session are made with.
    public byte[] secretOf(ScanSession session) {
        return cipher.openBytes(session.secretSealed(), "scan_session.secret:" + session.getId());
    }

    public static String code() {
        return "%04d".formatted(RANDOM.nextInt(10_000));
    }

    private static Duration life(Wish wish) {
        Integer wanted = wish.lifeSeconds();
        if (wanted == null) {
            return LIFE;
        }
        Duration most =
                wish.content().kind().equals(SessionKind.decrypt.name())
                        ? LONGEST_DECRYPTION
                        : LONGEST;
        Duration life = Duration.ofSeconds(wanted);
        return life.compareTo(most) > 0 ? most : life;
    }
}
