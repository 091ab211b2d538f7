package cn.biaozhengtong.crypto.cert;

import static org.bouncycastle.asn1.x509.KeyUsage.cRLSign;
import static org.bouncycastle.asn1.x509.KeyUsage.dataEncipherment;
import static org.bouncycastle.asn1.x509.KeyUsage.digitalSignature;
import static org.bouncycastle.asn1.x509.KeyUsage.keyAgreement;
import static org.bouncycastle.asn1.x509.KeyUsage.keyCertSign;
import static org.bouncycastle.asn1.x509.KeyUsage.keyEncipherment;
import static org.bouncycastle.asn1.x509.KeyUsage.nonRepudiation;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;

/// What a certificate is for; fixes key usage, path length and extended usage (GM/T 0015).
public enum CertificateProfile {
    root(keyCertSign | cRLSign, 1, null),
    issuing_ca(keyCertSign | cRLSign, 0, null),
    ocsp_responder(digitalSignature, -1, KeyPurposeId.id_kp_OCSPSigning),
    time_stamping(digitalSignature | nonRepudiation, -1, KeyPurposeId.id_kp_timeStamping),
    seal_maker(digitalSignature | nonRepudiation, -1, null),
    operator(digitalSignature | nonRepudiation, -1, KeyPurposeId.id_kp_clientAuth),
    subscriber_signing(digitalSignature | nonRepudiation, -1, null),
    subscriber_encryption(keyEncipherment | dataEncipherment | keyAgreement, -1, null),
    /// What devices encrypt their shares to: no subscriber's certificate passes for it.
    kmc_encryption(keyEncipherment | dataEncipherment | keyAgreement, -1, Purposes.KMC),
    /// What the key management centre says of the keys that it splits.
    kmc_signing(digitalSignature | nonRepudiation, -1, Purposes.KMC),
    /// Checkpoints of a service's audit log.
    audit(digitalSignature, -1, Purposes.AUDIT);

    /// Extended usages of our own arc, so that no certificate of one kind passes for another.
    private static final class Purposes {
        private static final KeyPurposeId KMC = purpose("1.2.156.112562.2.5.1");
        private static final KeyPurposeId AUDIT = purpose("1.2.156.112562.2.5.2");

        private static KeyPurposeId purpose(String oid) {
            return KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid));
        }
    }

    private final int keyUsage;
    private final int pathLength;
    private final @Nullable KeyPurposeId extendedUsage;

    CertificateProfile(int keyUsage, int pathLength, @Nullable KeyPurposeId extendedUsage) {
        this.keyUsage = keyUsage;
        this.pathLength = pathLength;
        this.extendedUsage = extendedUsage;
    }

    int keyUsage() {
        return keyUsage;
    }

    /// -1 for end entities.
    int pathLength() {
        return pathLength;
    }

    boolean isAuthority() {
        return pathLength >= 0;
    }

    @Nullable KeyPurposeId extendedUsage() {
        return extendedUsage;
    }
}
