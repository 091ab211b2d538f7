package cn.biaozhengtong.caorder.authority;

import cn.biaozhengtong.caorder.authority.register.BuiltInAuthority;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.cert.OcspResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/// Answers OCSP from the register itself, so a revocation is told at once (RFC 6960).
@Component
public class OcspResponder {
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final KeyStoreFile.Entry responder;
    private final BuiltInAuthority authority;
    private final StatusRegister register;
    private final Clock clock;

    OcspResponder(
            AuthorityKeys keys, BuiltInAuthority authority, StatusRegister register, Clock clock) {
        this.responder = keys.load("ocsp");
        this.authority = authority;
        this.register = register;
        this.clock = clock;
    }

    /// DER in, DER out; what cannot be read is answered `malformedRequest`.
    public byte[] answer(byte[] request) {
        OcspRequest parsed;
        try {
            parsed = OcspRequest.parse(request);
        } catch (CryptoException e) {
            return OcspResponse.malformedRequest();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return OcspResponse.answer(
                parsed,
                authority.chain().getFirst(),
                responder.key(),
                responder.certificate(),
                now,
                now.plus(LIFE),
                register::status);
    }
}
