package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.cert.OcspResponse;
import cn.biaozhengtong.crypto.cert.VerifiedChain;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.crypto.session.SessionSignatures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
        SignedContext context = context(Json.object(result.get("context")));
        check(session, context);
        Certificate certificate = certificate(result, "signingCertificate");
        Certificate encryption = certificate(result, "encryptionCertificate");
        VerifiedChain chain = chain(certificate, CertificateProfile.subscriber_signing);
        chain(encryption, CertificateProfile.subscriber_encryption);
        List<byte[]> signatures =
                Json.list(result, "signatures").stream()
                        .map(it -> decoded(String.valueOf(it)))
                        .toList();
        List<String> serials =
                Json.list(result, "encryptionSerials").stream().map(String::valueOf).toList();
        mustBeOver(
                SessionSignatures.of(context, session.content(), serials), certificate, signatures);
        boolean same =
                certificate.serial().hex().equals(context.certificateSerial())
                        && certificate.uscc().filter(context.uscc()::equals).isPresent()
                        && encryption
                                .subject()
                                .organization()
                                .equals(certificate.subject().organization());
        must(same);
        checkRevocation(chain);
        return new VerifiedParty(
                certificate.subject().organization(),
                context.uscc(),
                Json.text(result, "rpAccount"),
                Json.text(result, "role"),
                certificate,
                encryption,
                context,
                signatures,
                keys(session.content(), result));
    }

    private VerifiedChain chain(Certificate leaf, CertificateProfile purpose) {
        return ChainVerifier.trusting(root).verify(leaf, intermediates, purpose, clock.instant());
    }

    private static void mustBeOver(
            List<Preimage> preimages, Certificate certificate, List<byte[]> signatures) {
        must(preimages.size() == signatures.size());
        for (int i = 0; i < preimages.size(); i++) {
            certificate.publicKey().verify(preimages.get(i).toBytes(), signatures.get(i));
        }
    }

    /// One for each envelope that was asked for, in order.
    private static List<OpenedKey> keys(SessionContent content, Map<String, Object> result) {
        List<OpenedKey> out = new ArrayList<>();
        for (Object each : Json.list(result, "keys")) {
            Map<String, Object> it = Json.object(each);
            out.add(
                    new OpenedKey(
                            Json.text(it, "name"),
                            Json.text(it, "keyHash"),
                            decoded(Json.text(it, "key")),
                            Json.text(it, "reason"),
                            Json.text(it, "fault")));
        }
        must(
                out.stream()
                        .map(OpenedKey::keyHash)
                        .toList()
                        .equals(
                                content.envelopes().stream()
                                        .map(SessionContent.WrappedEnvelope::keyHash)
                                        .toList()));
        return out;
    }

    /// Every field must be what this platform asked for and showed.
    private static void check(OpenSession session, SignedContext context) {
        SessionContent content = session.content();
        OpenSession.Shown shown = session.shown();
        must(
                context.kind().equals(content.kind())
                        && context.sessionId().equals(session.id())
                        && context.challenge().equals(shown.challenge())
                        && context.serverRandom().equals(shown.serverRandom())
                        && context.contentHash().equals(content.hash())
                        && context.verificationCode().equals(shown.verificationCode())
                        && context.platformCode().equals(shown.platformCode())
                        && context.platformName().equals(shown.platformName())
                        && context.relyingPartyCertificateHash().equals(shown.certificateHash())
                        && context.flow().equals(session.request().flow()));
        must(content.uscc().isEmpty() || context.uscc().equals(content.uscc()));
        Instant signed = context.instant();
        must(
                signed.isAfter(shown.createdAt().minus(SKEW))
                        && signed.isBefore(shown.expiresAt().plus(SKEW)));
    }

    private static void must(boolean good) {
        if (!good) {
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

    private static Certificate certificate(Map<String, Object> result, String name) {
        return Certificate.parse(decoded(Json.text(result, name)));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
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
