package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.StatusStatement;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.crypto.session.SessionSignatures;
import cn.biaozhengtong.crypto.session.Stampings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Verifies a completed session against what this platform itself opened, offline: the authority's
/// statement came with the signatures, so that what is revoked afterwards was still good then.
public final class ResultVerifier {
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final ChainVerifier trust;
    private final Crl rootList;

    /// @param root pinned by the platform
    /// @param intermediates between it and the parties
    /// @param rootList current one of the root: it tells of the authorities between
    public ResultVerifier(Certificate root, List<Certificate> intermediates, Crl rootList) {
        this.rootList = rootList;
        this.trust = ChainVerifier.trusting(root).knowing(intermediates);
    }

    /// @throws CryptoException when signature, chain, status or any field is not right
    public VerifiedParty verify(OpenSession session, Map<String, Object> result) {
        SignedContext context = context(Json.object(result.get("context")));
        check(session, context);
        Certificate certificate = certificate(result, "signingCertificate");
        Certificate encryption = certificate(result, "encryptionCertificate");
        List<byte[]> signatures =
                Json.list(result, "signatures").stream()
                        .map(it -> decoded(String.valueOf(it)))
                        .toList();
        List<String> serials =
                Json.list(result, "encryptionSerials").stream().map(String::valueOf).toList();
        List<Preimage> preimages =
                context.kind().equals("seal")
                        ? SessionSignatures.of(
                                context, session.content(), stampings(result), certificate)
                        : SessionSignatures.of(context, session.content(), serials);
        SessionSignatures.verify(preimages, context, certificate, signatures);
        StatusStatement status = StatusStatement.parse(decoded(Json.text(result, "status")));
        mustBeWithin(session, status.at());
        SessionSignatures.mustBeGood(
                context, certificate, encryption, preimages, signatures, status, trust, rootList);
        return new VerifiedParty(
                party(context, certificate),
                context.rpAccount(),
                context.role(),
                certificate,
                encryption,
                context,
                signatures,
                keys(session.content(), result));
    }

    private static Stampings stampings(Map<String, Object> result) {
        Map<String, Object> it = Json.object(result.get("stampings"));
        try {
            return new Stampings(
                    Json.list(it, "seals").stream().map(String::valueOf).toList(),
                    Json.list(it, "list").stream()
                            .map(Json::object)
                            .map(one ->
                                    new Stampings.Stamping(
                                            Integer.parseInt(String.valueOf(one.get("seal"))),
                                            Json.text(one, "digest"),
                                            Json.text(one, "property")))
                            .toList());
        } catch (NumberFormatException e) {
            throw new CryptoException(CryptoException.Reason.malformed, e);
        }
    }

    /// A certificate without a credit code is a person's, who acts as nothing else.
    private static Party party(SignedContext context, Certificate certificate) {
        boolean person = context.uscc().isEmpty();
        must(context.role().equals("person") == person);
        String name = certificate.subject().organization();
        return person ? new Party.Person(name) : new Party.Enterprise(name, context.uscc());
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
        must(
                (content.uscc().isEmpty() || context.uscc().equals(content.uscc()))
                        && (content.rpAccount().isEmpty()
                                || context.rpAccount().equals(content.rpAccount())));
        mustBeWithin(session, context.instant());
    }

    private static void mustBeWithin(OpenSession session, Instant at) {
        must(
                at.isAfter(session.shown().createdAt().minus(SKEW))
                        && at.isBefore(session.shown().expiresAt().plus(SKEW)));
    }

    private static void must(boolean good) {
        if (!good) {
            throw new CryptoException(CryptoException.Reason.untrusted);
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
                Json.text(it, "encryptionSerial"),
                Json.text(it, "rpAccount"),
                Json.text(it, "role"),
                Json.text(it, "time"));
    }
}
