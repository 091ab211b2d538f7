package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SigningKey;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.io.IOException;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/// PKCS#10 certification requests (RFC 2986) with SM2 keys: the proof of possession.
public final class CertificateRequest {
    private CertificateRequest() {}

    /// The CertificationRequestInfo that the holder of the key signs.
    public static Preimage tbs(DistinguishedName subject, Sm2PublicKey key) {
        CertificationRequestInfo info =
                new CertificationRequestInfo(
                        subject.toX500(), SmAlgorithms.publicKeyInfo(key.point()), new DERSet());
        return Preimage.of(SmAlgorithms.encode(info));
    }

    /// The request from what was signed and its signature; DER.
    public static byte[] assemble(Preimage tbs, byte[] signature) {
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(SmAlgorithms.strict(tbs.toBytes(), ASN1Sequence.class));
        parts.add(SmAlgorithms.SM3_WITH_SM2);
        parts.add(new DERBitString(signature));
        return SmAlgorithms.encode(new DERSequence(parts));
    }

    public static byte[] create(DistinguishedName subject, SigningKey key) {
        Preimage tbs = tbs(subject, key.publicKey());
        return assemble(tbs, key.sign(tbs.toBytes()));
    }

    /// Parses and verifies the proof of possession.
    public static VerifiedRequest parse(byte[] der) {
        try {
            SmAlgorithms.strict(der, ASN1Sequence.class);
            PKCS10CertificationRequest request = new PKCS10CertificationRequest(der);
            if (!request.getSignatureAlgorithm().equals(SmAlgorithms.SM3_WITH_SM2)) {
                throw new CryptoException(Reason.malformed);
            }
            Sm2PublicKey key =
                    Sm2PublicKey.parseInfo(request.getSubjectPublicKeyInfo().getEncoded());
            byte[] info =
                    SmAlgorithms.encode(request.toASN1Structure().getCertificationRequestInfo());
            key.verify(info, request.getSignature());
            return new VerifiedRequest(DistinguishedName.from(request.getSubject()), key);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }
}
