package cn.biaozhengtong.crypto.session;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.RevocationEvidence;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.StatusStatement;
import cn.biaozhengtong.crypto.cert.VerifiedChain;
import cn.biaozhengtong.crypto.envelope.Manifest;
import cn.biaozhengtong.crypto.envelope.Tender;
import cn.biaozhengtong.crypto.internal.Framed;
import java.util.ArrayList;
import java.util.List;

/// What is signed in a session, in order: service, phone and platform each make it anew. The
/// context comes first in every kind, so nothing is ever proven by no signature.
///
/// | kind | preimages |
/// |---|---|
/// | `bind`, `login`, `authenticate` | the context |
/// | `sign` | the context, then `bzt/digest/v1` of each item |
/// | `seal` | the context, then the list of stampings, then what is signed of each document |
/// | `encrypt` | the context, then the manifest of each file |
/// | `decrypt` | the context, then one authorisation for each encryption certificate |
public final class SessionSignatures {
    /// Documents under one PIN: with context and list as many as a two-party round takes.
    public static final int MAX = 500;

    private SessionSignatures() {}

    /// All of a session but of `decrypt` and `seal`.
    ///
    /// @throws CryptoException when context and content do not belong together, or the content has
    ///   nothing of what its kind is about
    public static List<Preimage> of(SignedContext context, SessionContent content) {
        return of(context, content, serials(content));
    }

    /// @param serials `decrypt`: the encryption certificates whose keys this phone has
    public static List<Preimage> of(
            SignedContext context, SessionContent content, List<String> serials) {
        boolean together =
                context.kind().equals(content.kind())
                        && context.contentHash().equals(content.hash());
        boolean fits =
                content.isComplete()
                        && content.items().size() <= MAX
                        && !content.kind().equals("seal")
                        && (serials.isEmpty() || content.kind().equals("decrypt"));
        if (!together || !fits) {
            throw new CryptoException(Reason.malformed);
        }
        return switch (content.kind()) {
            case "sign" -> items(context, content);
            case "encrypt" -> manifests(context, content);
            case "decrypt" -> {
                mustBeAsked(content, serials);
                List<Preimage> out = new ArrayList<>(List.of(context.preimage()));
                serials.forEach(it -> out.add(authorisation(context, content, it).preimage()));
                yield out;
            }
            default -> List.of(context.preimage());
        };
    }

    /// All of a session of the kind `seal`.
    ///
    /// @param stampings what became of the documents
    /// @param signer the certificate that the context names
    /// @throws CryptoException when context, content, stampings and signer do not belong together
    public static List<Preimage> of(
            SignedContext context,
            SessionContent content,
            Stampings stampings,
            Certificate signer) {
        boolean fits =
                context.kind().equals(content.kind())
                        && context.contentHash().equals(content.hash())
                        && content.kind().equals("seal")
                        && content.isComplete()
                        && content.documents().size() <= MAX
                        && signer.serial().hex().equals(context.certificateSerial());
        if (!fits) {
            throw new CryptoException(Reason.malformed);
        }
        Preimage shown = context.preimage();
        List<Preimage> out = new ArrayList<>(List.of(shown));
        out.addAll(stampings.preimages(shown, context.instant(), content.documents(), signer));
        return out;
    }

    /// At least one, each once, and only such as an envelope names.
    private static void mustBeAsked(SessionContent content, List<String> serials) {
        boolean asked =
                !serials.isEmpty()
                        && serials.stream().distinct().count() == serials.size()
                        && serials(content).containsAll(serials);
        if (!asked) {
            throw new CryptoException(Reason.malformed);
        }
    }

    /// Verifies every signature of a session, in order.
    ///
    /// @throws CryptoException unless there is exactly one good signature for each preimage, and
    ///   the certificate is the one that the context names
    public static void verify(
            List<Preimage> preimages,
            SignedContext context,
            Certificate certificate,
            List<byte[]> signatures) {
        if (preimages.isEmpty() || preimages.size() != signatures.size()) {
            throw new CryptoException(Reason.bad_signature);
        }
        boolean named =
                certificate.serial().hex().equals(context.certificateSerial())
                        && certificate.uscc().orElse("").equals(context.uscc());
        if (!named) {
            throw new CryptoException(Reason.untrusted);
        }
        for (int i = 0; i < preimages.size(); i++) {
            certificate.publicKey().verify(preimages.get(i).toBytes(), signatures.get(i));
        }
    }

    /// Verifies what the certificates of a session are: both of the party that the context names,
    /// under the trusted root, and good when the signatures were complete.
    ///
    /// @param trust knows the certificates between
    /// @param rootList of the root, current when the signatures were complete: the issuing CA is
    ///   not in it
    /// @throws CryptoException when they are not
    public static void mustBeGood(
            SignedContext context,
            Certificate signing,
            Certificate encryption,
            List<Preimage> preimages,
            List<byte[]> signatures,
            StatusStatement status,
            ChainVerifier trust,
            Crl rootList) {
        VerifiedChain chain =
                trust.verify(
                        signing, List.of(), CertificateProfile.subscriber_signing, status.at());
        trust.verify(encryption, List.of(), CertificateProfile.subscriber_encryption, status.at());
        boolean pair =
                encryption.serial().hex().equals(context.encryptionSerial())
                        && encryption.uscc().equals(signing.uscc())
                        && encryption
                                .subject()
                                .organization()
                                .equals(signing.subject().organization());
        if (!pair) {
            throw new CryptoException(Reason.untrusted);
        }
        List<SerialNumber> serials = List.of(signing.serial(), encryption.serial());
        status.mustBeGood(
                chain.issuer(), serials, StatusStatement.binding(serials, preimages, signatures));
        RevocationEvidence.of(List.of(rootList), List.of(status.encoded()), status.at())
                .mustBeGood(chain, status.at());
    }

    /// The encryption certificates of the envelopes, each once, in order.
    public static List<String> serials(SessionContent content) {
        return content.envelopes().stream()
                .map(SessionContent.WrappedEnvelope::serial)
                .distinct()
                .toList();
    }

    /// What of a session is wrapped for one certificate, in order.
    public static List<SessionContent.WrappedEnvelope> envelopes(
            SessionContent content, String serial) {
        return content.envelopes().stream().filter(it -> it.serial().equals(serial)).toList();
    }

    /// The tender as wrapped keys and manifests are bound to it.
    public static Tender tender(SignedContext context, SessionContent content) {
        SessionContent.Tendering it = content.tender();
        if (it == null) {
            throw new CryptoException(Reason.malformed);
        }
        return new Tender(it.tender(), it.lot(), context.platformCode());
    }

    public static DecryptionAuthorisation authorisation(
            SignedContext context, SessionContent content, String serial) {
        Tender tender = tender(context, content);
        return new DecryptionAuthorisation(
                context.sessionId(),
                tender.tender(),
                tender.lot(),
                tender.platformCode(),
                context.relyingPartyCertificateHash(),
                serial,
                envelopes(content, serial).stream()
                        .map(SessionContent.WrappedEnvelope::keyHash)
                        .toList());
    }

    /// Nobody's bare digest is signed: each stands with its title and place in the list, under the
    /// hash of the whole context.
    private static List<Preimage> items(SignedContext context, SessionContent content) {
        String shown = Sm3.hex(context.preimage().toBytes());
        List<Preimage> out = new ArrayList<>(List.of(context.preimage()));
        for (int i = 0; i < content.items().size(); i++) {
            SessionContent.Item item = content.items().get(i);
            out.add(
                    Preimage.of(
                            Framed.of(
                                    "bzt/digest/v1",
                                    List.of(
                                            shown,
                                            Integer.toString(i),
                                            item.title(),
                                            item.digest()))));
        }
        return out;
    }

    private static List<Preimage> manifests(SignedContext context, SessionContent content) {
        Tender tender = tender(context, content);
        List<Preimage> out = new ArrayList<>(List.of(context.preimage()));
        content.bids().stream()
                .map(it -> new Manifest(tender, it.size(), it.envelopeHash(), it.fileHash()))
                .forEach(it -> out.add(it.preimage()));
        return out;
    }
}
