package cn.biaozhengtong.crypto.cms;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x500.X500Name;

/// How messages name signers and recipients (RFC 5652 §5.3, §6.2.1): by issuer and number, or by
/// the key's identifier under the tag 0.
final class Named {
    private Named() {}

    /// @throws RuntimeException of BouncyCastle's when it is neither
    static boolean by(ASN1Encodable identifier, Certificate certificate) {
        if (identifier.toASN1Primitive() instanceof ASN1TaggedObject tagged) {
            byte[] wanted = ASN1OctetString.getInstance(tagged, false).getOctets();
            return tagged.hasContextTag(0)
                    && certificate
                            .subjectKeyIdentifier()
                            .filter(it -> Arrays.equals(it, wanted))
                            .isPresent();
        }
        ASN1Sequence both = ASN1Sequence.getInstance(identifier);
        return both.size() == 2
                && certificate.isNamed(
                        SmAlgorithms.encode(X500Name.getInstance(both.getObjectAt(0))),
                        ASN1Integer.getInstance(both.getObjectAt(1)).getValue());
    }
}
