package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;

/// CSRResponse (GM/T 0092): what an authority answers to a request: the signing certificate, and
/// for a dual-certificate pair the sealed encryption key and its certificate.
///
/// `SEQ{signCertificates SET OF Certificate, encryptedPrivateKey [0] SM2EnvelopedKey OPTIONAL,
/// encryptCertificates [1] IMPLICIT SET OF Certificate OPTIONAL}`; in each set the subscriber's
/// certificate may be joined by its issuers'.
public final class CertificateResponse {
    private static final int MAX_CERTIFICATES = 10;

    private final List<Certificate> signing;
    private final List<Certificate> encryption;
    private final Optional<byte[]> envelopedKey;

    private CertificateResponse(
            List<Certificate> signing,
            List<Certificate> encryption,
            Optional<byte[]> envelopedKey) {
        this.signing = List.copyOf(signing);
        this.encryption = List.copyOf(encryption);
        this.envelopedKey = envelopedKey.map(byte[]::clone);
    }

    /// @param envelopedKey DER of [EnvelopedKey#seal]; there must be one just when there are
    ///   encryption certificates
    public static CertificateResponse of(
            List<Certificate> signing,
            List<Certificate> encryption,
            Optional<byte[]> envelopedKey) {
        boolean whole = !signing.isEmpty() && encryption.isEmpty() == envelopedKey.isEmpty();
        if (!whole || signing.size() > MAX_CERTIFICATES || encryption.size() > MAX_CERTIFICATES) {
            throw new CryptoException(Reason.malformed);
        }
        return new CertificateResponse(signing, encryption, envelopedKey);
    }

    public static CertificateResponse parse(byte[] der) {
        try {
            ASN1Sequence parts = SmAlgorithms.strict(der, ASN1Sequence.class);
            List<Certificate> encryption = List.of();
            Optional<byte[]> key = Optional.empty();
            for (int i = 1; i < parts.size(); i++) {
                ASN1TaggedObject part = ASN1TaggedObject.getInstance(parts.getObjectAt(i));
                if (part.getTagNo() == 0 && i == 1) {
                    key = Optional.of(encoded(part.getExplicitBaseObject()));
                } else if (part.getTagNo() == 1 && encryption.isEmpty()) {
                    encryption = certificates(ASN1Set.getInstance(part, false));
                } else {
                    throw new CryptoException(Reason.malformed);
                }
            }
            return of(certificates(ASN1Set.getInstance(parts.getObjectAt(0))), encryption, key);
        } catch (CryptoException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    private static byte[] encoded(ASN1Encodable object) throws IOException {
        return object.toASN1Primitive().getEncoded("DER");
    }

    private static List<Certificate> certificates(ASN1Set set) throws IOException {
        List<Certificate> out = new ArrayList<>();
        for (ASN1Encodable it : set) {
            out.add(Certificate.parse(encoded(it)));
        }
        return out;
    }

    public byte[] encoded() {
        ASN1EncodableVector out = new ASN1EncodableVector();
        out.add(set(signing));
        envelopedKey.ifPresent(it ->
                out.add(new DERTaggedObject(true, 0, SmAlgorithms.strict(it, ASN1Sequence.class))));
        if (!encryption.isEmpty()) {
            out.add(new DERTaggedObject(false, 1, set(encryption)));
        }
        return SmAlgorithms.encode(new DERSequence(out));
    }

    private static DERSet set(List<Certificate> certificates) {
        ASN1EncodableVector out = new ASN1EncodableVector();
        certificates.forEach(it -> out.add(SmAlgorithms.strict(it.encoded(), ASN1Sequence.class)));
        return new DERSet(out);
    }

    public List<Certificate> signingCertificates() {
        return signing;
    }

    public List<Certificate> encryptionCertificates() {
        return encryption;
    }

    /// DER for [EnvelopedKey#open].
    public Optional<byte[]> envelopedKey() {
        return envelopedKey.map(byte[]::clone);
    }
}
