package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.kit.data.FieldCipher;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// A platform opens a session.
@Component
public class OpenSession {
    private static final Duration LIFE = Duration.ofMinutes(3);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Sessions sessions;
    private final FieldCipher cipher;
    private final Clock clock;

    OpenSession(Sessions sessions, FieldCipher cipher, Clock clock) {
        this.sessions = sessions;
        this.cipher = cipher;
        this.clock = clock;
    }

    /// @param sessionSecret Base64; never leaves the platform's server
    public record Opened(
            UUID sessionId,
            String sessionSecret,
            String serverRandom,
            String contentHash,
            String verificationCode,
            Instant createdAt,
            Instant expiresAt) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public Opened open(String clientId, ScanSession.Content content, String challenge) {
        boolean complete =
                !content.rpAccount().isBlank()
                        && !content.enterpriseName().isBlank()
                        && !content.uscc().isBlank();
        if (content.kind() == SessionKind.bind && !complete) {
            throw SessionProblem.bind_incomplete.exception();
        }
        UUID id = UUID.randomUUID();
        byte[] secret = SecretBytes.random(32).expose();
        Instant now = clock.instant();
        ScanSession session =
                ScanSession.open(
                        id,
                        clientId,
                        content,
                        challenge,
                        HexFormat.of().formatHex(SecretBytes.random(32).expose()),
                        cipher.sealBytes(secret, "scan_session.secret:" + id),
                        "%04d".formatted(RANDOM.nextInt(10_000)),
                        now,
                        now.plus(LIFE));
        sessions.add(session);
        return new Opened(
                id,
                Base64.getEncoder().encodeToString(secret),
                session.serverRandom(),
                session.contentHash(),
                session.verificationCode(),
                now,
                session.expiresAt());
    }
}
