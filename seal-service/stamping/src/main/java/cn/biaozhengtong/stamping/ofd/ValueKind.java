package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.crypto.seal.SealVersion;
import java.io.IOException;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;

/// What lies in a SignedValue.dat.
enum ValueKind {
    /// A signature with a seal, of whatever version.
    sealed,
    /// A bare SM2 signature `SEQ{r, s}`.
    bare,
    /// A message of GB/T 35275, PKCS #7.
    message,
    /// Nothing of these.
    malformed;

    private static final int MAX = 16 << 20;

    static ValueKind of(byte[] der) {
        if (SealVersion.of(der).filter(SealVersion::signature).isPresent()) {
            return sealed;
        }
        if (der.length > MAX) {
            return malformed;
        }
        try {
            // Of no bytes it makes null.
            if (!(ASN1Primitive.fromByteArray(der) instanceof ASN1Sequence parts)) {
                return malformed;
            }
            if (parts.size() > 0 && parts.getObjectAt(0) instanceof ASN1ObjectIdentifier) {
                return message;
            }
            boolean bare =
                    parts.size() == 2
                            && parts.getObjectAt(0) instanceof ASN1Integer
                            && parts.getObjectAt(1) instanceof ASN1Integer;
            return bare ? ValueKind.bare : malformed;
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            return malformed;
        }
    }
}
