package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SM3Digest;

/// How OCSP names a certificate: by its number and the hashes of its issuer's name and key (RFC
/// 6960 §4.1.1), in whichever algorithm the client chose. A hash here names, it protects nothing.
final class CertId {
    private static final Map<ASN1ObjectIdentifier, Supplier<Digest>> DIGESTS =
            Map.of(
                    OIWObjectIdentifiers.idSHA1, SHA1Digest::new,
                    NISTObjectIdentifiers.id_sha256, SHA256Digest::new,
                    NISTObjectIdentifiers.id_sha384, SHA384Digest::new,
                    NISTObjectIdentifiers.id_sha512, SHA512Digest::new,
                    GMObjectIdentifiers.sm3, SM3Digest::new);

    private CertId() {}

    /// With SHA-1, which every responder knows.
    static CertificateID of(Certificate issuer, SerialNumber serial) {
        return new CertificateID(
                new CertID(
                        new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1, DERNull.INSTANCE),
                        new DEROctetString(digest(new SHA1Digest(), name(issuer))),
                        new DEROctetString(digest(new SHA1Digest(), key(issuer))),
                        new ASN1Integer(serial.value())));
    }

    /// Whether it names a certificate of this issuer; not when its algorithm is none that we know.
    static boolean isOf(CertificateID id, Certificate issuer) {
        Supplier<Digest> hash = DIGESTS.get(id.getHashAlgOID());
        return hash != null
                && Arrays.equals(digest(hash.get(), name(issuer)), id.getIssuerNameHash())
                && Arrays.equals(digest(hash.get(), key(issuer)), id.getIssuerKeyHash());
    }

    /// Of a certificate of this issuer; empty when it is another's, or no number that we would
    /// give.
    static Optional<SerialNumber> serialOf(CertificateID id, Certificate issuer) {
        try {
            return isOf(id, issuer)
                    ? Optional.of(SerialNumber.of(id.getSerialNumber()))
                    : Optional.empty();
        } catch (CryptoException e) {
            return Optional.empty();
        }
    }

    private static byte[] name(Certificate issuer) {
        return SmAlgorithms.encode(issuer.holder().getSubject());
    }

    /// The bits of the key, without tag, length and number of unused bits.
    private static byte[] key(Certificate issuer) {
        return issuer.holder().getSubjectPublicKeyInfo().getPublicKeyData().getBytes();
    }

    private static byte[] digest(Digest digest, byte[] content) {
        digest.update(content, 0, content.length);
        byte[] out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        return out;
    }
}
