package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.cert.OcspResponse;
import cn.biaozhengtong.crypto.cert.VerifiedChain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Verifies a completed session against what this platform itself opened.
public final class ResultVerifier {
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Certificate root;
    private final List<Certificate> intermediates;
    private final UnaryOperator<byte[]> ocsp;
    private final Clock clock;

    /// @param root pinned by the platform
    /// @param ocsp asks the responder: request DER to answer DER
    public ResultVerifier(
            Certificate root,
            List<Certificate> intermediates,
            UnaryOperator<byte[]> ocsp,
            Clock clock) {
        this.root = root;
        this.intermediates = List.copyOf(intermediates);
        this.ocsp = ocsp;
        this.clock = clock;
    }

    /// @throws CryptoException when signature, chain, revocation or any field is not right
    public VerifiedParty verify(OpenSession session, Map<String, Object> result) {
        Map<String, Object> fields = Json.object(result.get("context"));
        SignedContext context = context(fields);
        check(session, context);
        Certificate certificate = certificate(result);
        Instant now = clock.instant();
        VerifiedChain chain =
                ChainVerifier.trusting(root)
                        .verify(
                                certificate,
                                intermediates,
                                CertificateProfile.subscriber_signing,
                                now);
        certificate.publicKey().verify(context.preimage().toBytes(), bytes(result, "signature"));
        boolean same =
                certificate.serial().hex().equals(context.certificateSerial())
                        && certificate.uscc().filter(context.uscc()::equals).isPresent();
        if (!same) {
            throw new CryptoException(CryptoException.Reason.untrusted);
        }
        checkRevocation(chain);
        return new VerifiedParty(
                certificate.subject().organization(),
                context.uscc(),
                Json.text(result, "rpAccount"),
                Json.text(result, "role"),
                certificate,
                context);
    }

    /// Every field must be what this platform asked for and showed.
    private void check(OpenSession session, SignedContext context) {
        SessionRequest request = session.request();
        OpenSession.Shown shown = session.shown();
        String contentHash =
                SignedContext.hashOf(
                        List.of(
                                request.kind(),
                                request.purpose(),
                                request.accountId(),
                                request.enterpriseName(),
                                request.uscc()));
        boolean same =
                context.kind().equals(request.kind())
                        && context.sessionId().equals(session.id())
                        && context.challenge().equals(shown.challenge())
                        && context.serverRandom().equals(shown.serverRandom())
                        && context.contentHash().equals(contentHash)
                        && context.verificationCode().equals(shown.verificationCode())
                        && context.platformCode().equals(shown.platformCode())
                        && context.platformName().equals(shown.platformName());
        boolean boundTo = !request.kind().equals("bind") || context.uscc().equals(request.uscc());
        Instant signed = context.instant();
        boolean recent =
                signed.isAfter(shown.createdAt().minus(SKEW))
                        && signed.isBefore(shown.expiresAt().plus(SKEW));
        if (!same || !boundTo || !recent) {
            throw new CryptoException(CryptoException.Reason.untrusted);
        }
    }

    private void checkRevocation(VerifiedChain chain) {
        byte[] answer =
                ocsp.apply(OcspRequest.about(chain.issuer(), chain.leaf().serial()).encoded());
        CertificateStatus status =
                OcspResponse.verify(answer, chain.issuer(), chain.leaf().serial(), clock.instant());
        if (!(status instanceof CertificateStatus.Good)) {
            throw new CryptoException(CryptoException.Reason.revoked);
        }
    }

    private static Certificate certificate(Map<String, Object> result) {
        return Certificate.parse(bytes(result, "signingCertificate"));
    }

    private static byte[] bytes(Map<String, Object> object, String name) {
        try {
            return Base64.getDecoder().decode(Json.text(object, name));
        } catch (IllegalArgumentException e) {
            throw new CryptoException(CryptoException.Reason.malformed, e);
        }
    }

    private static SignedContext context(Map<String, Object> it) {
        return new SignedContext(
                Json.text(it, "kind"),
                Json.text(it, "sessionId"),
                Json.text(it, "platformCode"),
                Json.text(it, "platformName"),
                Json.text(it, "serverRandom"),
                Json.text(it, "challenge"),
                Json.text(it, "contentHash"),
                Json.text(it, "relyingPartyCertificateHash"),
                Json.text(it, "verificationCode"),
                Json.text(it, "flow"),
                Json.text(it, "uscc"),
                Json.text(it, "certificateSerial"),
                Json.text(it, "time"));
    }
}
