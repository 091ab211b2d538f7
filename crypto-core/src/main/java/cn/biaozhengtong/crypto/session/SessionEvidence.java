package cn.biaozhengtong.crypto.session;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.cert.Certificate;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/// A completed session as it is proven to others: what was shown, and the signatures over it.
///
/// As text, UTF-8, one fact a line: a name, then its values, each after a tabulator. `context` and
/// `content` have the fields of [SignedContext] and [SessionContent] in their order; `tender`,
/// `item`, `bid`, `envelope` and `document` those of the content's parts; `seal` and `stamping`
/// those of [Stampings]; `serial` names an encryption certificate whose authorisation is among the
/// signatures; `signature`, `certificate` and `encryption` (the two certificates, DER) are in
/// Base64; `transition` has version, state, actor and time of each change of the session. No value
/// has a control character: none is shown to anybody. How it is packed, stamped and verified:
/// [EvidencePackage].
public record SessionEvidence(
        SignedContext context,
        SessionContent content,
        List<String> serials,
        List<byte[]> signatures,
        Certificate certificate,
        Certificate encryption,
        List<Transition> transitions,
        Stampings stampings) {
    private static final String FORMAT = "bzt/evidence/v2";

    /// @throws CryptoException without a signature or a transition
    public SessionEvidence {
        serials = List.copyOf(serials);
        signatures = List.copyOf(signatures);
        transitions = List.copyOf(transitions);
        if (signatures.isEmpty() || transitions.isEmpty()) {
            throw new CryptoException(Reason.malformed);
        }
    }

    /// Of a session of any kind but `seal`.
    public SessionEvidence(
            SignedContext context,
            SessionContent content,
            List<String> serials,
            List<byte[]> signatures,
            Certificate certificate,
            Certificate encryption,
            List<Transition> transitions) {
        this(
                context,
                content,
                serials,
                signatures,
                certificate,
                encryption,
                transitions,
                Stampings.NONE);
    }

    /// What the signatures are over, in order.
    ///
    /// @throws CryptoException when its parts do not belong together
    public List<Preimage> preimages() {
        return content.kind().equals("seal")
                ? SessionSignatures.of(context, content, stampings, certificate)
                : SessionSignatures.of(context, content, serials);
    }

    /// One change of the session.
    ///
    /// @param version of the session afterwards, rising
    /// @param actor the account, `rp:` and the platform's client, or `system`
    /// @param at ISO-8601 in UTC
    public record Transition(int version, String state, String actor, String at) {
        /// @throws CryptoException when it is no time
        public Instant instant() {
            try {
                return Instant.parse(at);
            } catch (DateTimeException e) {
                throw new CryptoException(Reason.malformed, e);
            }
        }
    }

    public byte[] encoded() {
        List<String> out = new ArrayList<>(List.of(FORMAT));
        line(
                out,
                "context",
                context.kind(),
                context.sessionId(),
                context.platformCode(),
                context.platformName(),
                context.serverRandom(),
                context.challenge(),
                context.contentHash(),
                context.relyingPartyCertificateHash(),
                context.verificationCode(),
                context.flow(),
                context.uscc(),
                context.certificateSerial(),
                context.encryptionSerial(),
                context.rpAccount(),
                context.role(),
                context.time());
        line(
                out,
                "content",
                content.kind(),
                content.purpose(),
                content.rpAccount(),
                content.enterpriseName(),
                content.uscc(),
                content.tool());
        SessionContent.Tendering t = content.tender();
        if (t != null) {
            line(out, "tender", t.tender(), t.lot(), t.title(), t.opensAt(), t.hall());
        }
        content.items().forEach(it -> line(out, "item", it.title(), it.digest()));
        content.bids()
                .forEach(it ->
                        line(
                                out,
                                "bid",
                                it.name(),
                                Long.toString(it.size()),
                                it.envelopeHash(),
                                it.fileHash(),
                                it.serial(),
                                it.keyHash()));
        content.envelopes()
                .forEach(it -> line(out, "envelope", it.name(), it.serial(), it.wrapped()));
        content.documents()
                .forEach(it -> line(out, "document", it.fields().toArray(String[]::new)));
        stampings.seals().forEach(it -> line(out, "seal", it));
        stampings
                .list()
                .forEach(it ->
                        line(
                                out,
                                "stamping",
                                Integer.toString(it.seal()),
                                it.digest(),
                                it.property()));
        serials.forEach(it -> line(out, "serial", it));
        signatures.forEach(it -> line(out, "signature", base64(it)));
        line(out, "certificate", base64(certificate.encoded()));
        line(out, "encryption", base64(encryption.encoded()));
        transitions.forEach(it ->
                line(
                        out,
                        "transition",
                        Integer.toString(it.version()),
                        it.state(),
                        it.actor(),
                        it.at()));
        return (String.join("\n", out) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// @throws CryptoException when it is no such text
    public static SessionEvidence parse(byte[] text) {
        List<String[]> lines =
                new String(text, StandardCharsets.UTF_8)
                        .lines()
                        .map(it -> it.split("\t", -1))
                        .toList();
        if (lines.isEmpty() || !lines.get(0)[0].equals(FORMAT)) {
            throw new CryptoException(Reason.malformed);
        }
        try {
            String[] c = one(lines, "context", 16);
            String[] content = one(lines, "content", 6);
            List<SessionContent.Tendering> tender =
                    all(lines, "tender", 5)
                            .map(t -> new SessionContent.Tendering(t[1], t[2], t[3], t[4], t[5]))
                            .toList();
            SessionEvidence it =
                    new SessionEvidence(
                            new SignedContext(
                                    c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10],
                                    c[11], c[12], c[13], c[14], c[15], c[16]),
                            new SessionContent(
                                    content[1],
                                    content[2],
                                    content[3],
                                    content[4],
                                    content[5],
                                    content[6],
                                    all(lines, "item", 2)
                                            .map(i -> new SessionContent.Item(i[1], i[2]))
                                            .toList(),
                                    tender.isEmpty() ? null : tender.get(0),
                                    all(lines, "bid", 6)
                                            .map(b ->
                                                    new SessionContent.SealedBid(
                                                            b[1],
                                                            Long.parseLong(b[2]),
                                                            b[3],
                                                            b[4],
                                                            b[5],
                                                            b[6]))
                                            .toList(),
                                    all(lines, "envelope", 3)
                                            .map(e ->
                                                    new SessionContent.WrappedEnvelope(
                                                            e[1], e[2], e[3]))
                                            .toList(),
                                    documents(lines)),
                            all(lines, "serial", 1).map(s -> s[1]).toList(),
                            all(lines, "signature", 1).map(s -> decoded(s[1])).toList(),
                            Certificate.parse(decoded(one(lines, "certificate", 1)[1])),
                            Certificate.parse(decoded(one(lines, "encryption", 1)[1])),
                            all(lines, "transition", 4)
                                    .map(t ->
                                            new Transition(
                                                    Integer.parseInt(t[1]), t[2], t[3], t[4]))
                                    .toList(),
                            stampings(lines));
            // What was not understood is not proven; a wrapped key without a hash is none.
            if (it.content().hash().isEmpty() || !Arrays.equals(it.encoded(), text)) {
                throw new CryptoException(Reason.malformed);
            }
            return it;
        } catch (IllegalArgumentException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    private static List<DocumentToSeal> documents(List<String[]> lines) {
        return lines.stream()
                .filter(it -> it[0].equals("document"))
                .map(it -> {
                    if (it.length < 9 || it.length != 9 + Integer.parseInt(it[8])) {
                        throw new CryptoException(Reason.malformed);
                    }
                    return new DocumentToSeal(
                            it[1],
                            it[2],
                            it[3],
                            it[4],
                            Integer.parseInt(it[5]),
                            it[6],
                            Integer.parseInt(it[7]),
                            List.of(it).subList(9, it.length));
                })
                .toList();
    }

    private static Stampings stampings(List<String[]> lines) {
        return new Stampings(
                all(lines, "seal", 1).map(it -> it[1]).toList(),
                all(lines, "stamping", 3)
                        .map(it -> new Stampings.Stamping(Integer.parseInt(it[1]), it[2], it[3]))
                        .toList());
    }

    private static void line(List<String> out, String name, String... values) {
        for (String value : values) {
            if (value.chars().anyMatch(Character::isISOControl)) {
                throw new CryptoException(Reason.malformed);
            }
        }
        out.add(name + "\t" + String.join("\t", values));
    }

    private static Stream<String[]> all(List<String[]> lines, String name, int values) {
        return lines.stream()
                .filter(it -> it[0].equals(name))
                .peek(it -> {
                    if (it.length != values + 1) {
                        throw new CryptoException(Reason.malformed);
                    }
                });
    }

    private static String[] one(List<String[]> lines, String name, int values) {
        List<String[]> found = all(lines, name, values).toList();
        if (found.size() != 1) {
            throw new CryptoException(Reason.malformed);
        }
        return found.get(0);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text);
    }
}
