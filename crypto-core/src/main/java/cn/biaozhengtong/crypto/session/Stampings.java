package cn.biaozhengtong.crypto.session;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cms.SignedDataBuilder;
import cn.biaozhengtong.crypto.internal.Framed;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealSignature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// What the documents of a `seal` session became when the seals were put into them: what of each is
/// signed. The server prepares them, so nobody else's preimage is ever signed; phone, platform and
/// whoever judges the evidence make the same bytes from this.
///
/// @param seals DER of the SESeals that are used, each once, Base64
/// @param list one for each document, in order; empty in every other kind of session
public record Stampings(List<String> seals, List<Stamping> list) {
    /// Of a session of another kind.
    public static final Stampings NONE = new Stampings(List.of(), List.of());

    private static final int MOST_SEALS = 10;
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /// @throws CryptoException when a stamping names no seal of these, or a seal is unused
    public Stampings {
        seals = List.copyOf(seals);
        list = List.copyOf(list);
        int count = seals.size();
        boolean good =
                count <= MOST_SEALS
                        && seals.stream().distinct().count() == count
                        && list.stream().allMatch(it -> it.seal() >= 0 && it.seal() < count)
                        && list.stream().map(Stamping::seal).distinct().count() == count;
        if (!good) {
            throw new CryptoException(Reason.malformed);
        }
    }

    /// @param seal which of the seals
    /// @param digest of what is signed of the file with the seal in it (PDF: its byte range, OFD:
    ///   `Signature.xml`), 64 hexadecimal characters
    /// @param property OFD: where that lies in the document; PDF: empty
    public record Stamping(int seal, String digest, String property) {
        /// @throws CryptoException when the digest is none
        public Stamping {
            if (!DIGEST.matcher(digest).matches()) {
                throw new CryptoException(Reason.malformed);
            }
        }

        byte[] bytes() {
            return HexFormat.of().parseHex(digest);
        }
    }

    /// The seals, parsed; not verified.
    public List<Seal> parsed() {
        return seals.stream().map(it -> Seal.parse(Base64.getDecoder().decode(it))).toList();
    }

    /// The list, bound to what was shown, then what is signed of each document: the signed
    /// attributes of a PDF (PAdES), `TBS_Sign` of an OFD (GB/T 38540).
    ///
    /// @param context the bytes of the session's context
    /// @param at when, as it stands in an OFD's signature
    /// @param signer whose key signs; he must stand in every seal
    /// @throws CryptoException when they are not of these documents, or not this signer's
    List<Preimage> preimages(
            Preimage context, Instant at, List<DocumentToSeal> documents, Certificate signer) {
        if (list.size() != documents.size()) {
            throw new CryptoException(Reason.malformed);
        }
        List<Seal> parsed = parsed();
        if (!parsed.stream().allMatch(it -> it.info().signers().contain(signer))) {
            throw new CryptoException(Reason.untrusted);
        }
        List<String> fields = new ArrayList<>(List.of(Sm3.hex(context.toBytes())));
        List<Preimage> each = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Stamping it = list.get(i);
            DocumentToSeal document = documents.get(i);
            Seal seal = parsed.get(it.seal());
            fields.addAll(
                    List.of(
                            Integer.toString(i),
                            document.digest(),
                            seal.info().id(),
                            Sm3.hex(seal.encoded()),
                            it.digest(),
                            it.property()));
            each.add(signed(it, document, seal, at, signer));
        }
        List<Preimage> out = new ArrayList<>();
        out.add(Preimage.of(Framed.of("bzt/stampings/v1", fields)));
        out.addAll(each);
        return out;
    }

    private static Preimage signed(
            Stamping it, DocumentToSeal document, Seal seal, Instant at, Certificate signer) {
        boolean pdf = document.format().equals("pdf");
        if (pdf != it.property().isEmpty()) {
            throw new CryptoException(Reason.malformed);
        }
        return pdf
                ? SignedDataBuilder.sealedPreimage(it.bytes(), seal.encoded(), signer)
                : SealSignature.prepare(seal, at, it.bytes(), it.property());
    }
}
