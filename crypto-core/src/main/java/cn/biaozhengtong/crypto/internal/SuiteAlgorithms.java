package cn.biaozhengtong.crypto.internal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Suite;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// How a suite's algorithms are named in ASN.1 (GM/T 0006, RFC 4055, RFC 5758).
public final class SuiteAlgorithms {
    private static final AlgorithmIdentifier SHA256 =
            new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
    private static final AlgorithmIdentifier RSA_SHA256 =
            new AlgorithmIdentifier(
                    PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
    private static final AlgorithmIdentifier ECDSA_SHA256 =
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    private static final AlgorithmIdentifier SM2_ENCRYPTION =
            new AlgorithmIdentifier(GMObjectIdentifiers.sm2encrypt);

    private SuiteAlgorithms() {}

    /// Of a signature in certificates, lists, answers and requests.
    public static AlgorithmIdentifier signature(Suite suite) {
        return switch (suite) {
            case sm2 -> SmAlgorithms.SM3_WITH_SM2;
            case rsa_2048, rsa_3072 -> RSA_SHA256;
            case ecdsa_p256 -> ECDSA_SHA256;
        };
    }

    /// Whether an identifier names the suite's signature: by its OID; parameters that are NULL and
    /// parameters that are absent mean the same (RFC 4055 §2.1, RFC 5758 §3.2, GM/T 0006 says
    /// neither), whatever is written more often.
    public static boolean isSignature(AlgorithmIdentifier identifier, Suite suite) {
        return identifier.getAlgorithm().equals(signature(suite).getAlgorithm())
                && (identifier.getParameters() == null
                        || DERNull.INSTANCE.equals(identifier.getParameters()));
    }

    public static AlgorithmIdentifier digest(Suite suite) {
        return suite == Suite.sm2 ? Sm3Calculator.ALGORITHM : SHA256;
    }

    /// Of a wrapped content key.
    public static AlgorithmIdentifier keyEncryption(Suite suite) {
        return switch (suite) {
            case sm2 -> SM2_ENCRYPTION;
            case rsa_2048, rsa_3072 ->
                    new AlgorithmIdentifier(
                            PKCSObjectIdentifiers.id_RSAES_OAEP,
                            new RSAESOAEPparams(
                                    new AlgorithmIdentifier(
                                            NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE),
                                    new AlgorithmIdentifier(
                                            PKCSObjectIdentifiers.id_mgf1,
                                            new AlgorithmIdentifier(
                                                    NISTObjectIdentifiers.id_sha256,
                                                    DERNull.INSTANCE)),
                                    RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM));
            case ecdsa_p256 -> throw new CryptoException(Reason.wrong_purpose);
        };
    }

    /// OIDs under which others name it too: GM/T 0006 calls 1.2.156.10197.1.301.2 key exchange, and
    /// some wrap keys under it.
    public static boolean isKeyEncryption(ASN1ObjectIdentifier oid, Suite suite) {
        return oid.equals(keyEncryption(suite).getAlgorithm())
                || suite == Suite.sm2 && oid.equals(GMObjectIdentifiers.sm2exchange);
    }

    /// Whether a SubjectPublicKeyInfo names the SM2 curve.
    public static boolean isSm2Key(byte[] der) {
        try {
            SubjectPublicKeyInfo info =
                    SubjectPublicKeyInfo.getInstance(SmAlgorithms.strict(der, ASN1Sequence.class));
            return SmAlgorithms.SM2_CURVE.equals(info.getAlgorithm().getParameters());
        } catch (IllegalArgumentException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }
}
