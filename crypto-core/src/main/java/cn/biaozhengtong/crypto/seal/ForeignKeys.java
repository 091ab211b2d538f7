package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.io.IOException;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.cert.X509CertificateHolder;

/// Tells a certificate whose key is of no suite (P-384, RSA with 4096 bits) from rubbish.
final class ForeignKeys {
    private ForeignKeys() {}

    /// Whether maker's or signer's certificate in a signature is a sound one with such a key.
    static boolean isIn(byte[] der) {
        try {
            ASN1Sequence parts = SmAlgorithms.strict(der, ASN1Sequence.class);
            ASN1Sequence tbs = Ses.sequence(parts, 0);
            ASN1Sequence seal = Ses.sequence(tbs, 1);
            boolean old = parts.size() == 2;
            ASN1Sequence maker = seal.size() == 2 ? Ses.sequence(seal, 1) : seal;
            return List.of(
                            Ses.octets(old ? tbs : parts, old ? 5 : 1),
                            ((ASN1OctetString) maker.getObjectAt(seal.size() == 2 ? 0 : 1))
                                    .getOctets())
                    .stream()
                    .anyMatch(ForeignKeys::isForeign);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean isForeign(byte[] certificate) {
        byte[] key;
        try {
            key = new X509CertificateHolder(certificate).getSubjectPublicKeyInfo().getEncoded();
        } catch (IOException | RuntimeException e) {
            return false;
        }
        try {
            PublicKey.parseInfo(key);
            return false;
        } catch (CryptoException e) {
            return true;
        }
    }
}
