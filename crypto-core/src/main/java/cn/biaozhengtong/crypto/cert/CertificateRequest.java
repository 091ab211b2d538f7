package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.SigningKey;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import cn.biaozhengtong.crypto.internal.SuiteAlgorithms;
import java.io.IOException;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/// PKCS#10 certification requests (RFC 2986) with keys of any suite: the proof of possession.
public final class CertificateRequest {
    private CertificateRequest() {}

    /// The CertificationRequestInfo that the holder of the key signs.
    public static Preimage tbs(DistinguishedName subject, PublicKey key) {
        CertificationRequestInfo info =
                new CertificationRequestInfo(
                        subject.toX500(),
                        SubjectPublicKeyInfo.getInstance(key.info()),
                        new DERSet());
        return Preimage.of(SmAlgorithms.encode(info));
    }

    /// The request from what was signed and its signature; DER.
    public static byte[] assemble(Preimage tbs, byte[] signature) {
        ASN1Sequence info = SmAlgorithms.strict(tbs.toBytes(), ASN1Sequence.class);
        PublicKey key =
                PublicKey.parseInfo(
                        SmAlgorithms.encode(
                                CertificationRequestInfo.getInstance(info)
                                        .getSubjectPublicKeyInfo()));
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(info);
        parts.add(SuiteAlgorithms.signature(key.suite()));
        parts.add(new DERBitString(signature));
        return SmAlgorithms.encode(new DERSequence(parts));
    }

    public static byte[] create(DistinguishedName subject, SigningKey key) {
        Preimage tbs = tbs(subject, key.publicKey());
        return assemble(tbs, key.sign(tbs.toBytes()));
    }

    /// Parses and verifies the proof of possession. Of SM2 it is one under the user id
    /// `1234567812345678` (GM/T 0009), which OpenSSL takes by `-sigopt distid:1234567812345678`.
    /// The subject may be of any shape, or empty.
    public static VerifiedRequest parse(byte[] der) {
        try {
            SmAlgorithms.strict(der, ASN1Sequence.class);
            PKCS10CertificationRequest request = new PKCS10CertificationRequest(der);
            PublicKey key = PublicKey.parseInfo(request.getSubjectPublicKeyInfo().getEncoded());
            if (!SuiteAlgorithms.isSignature(request.getSignatureAlgorithm(), key.suite())) {
                throw new CryptoException(Reason.malformed);
            }
            byte[] info =
                    SmAlgorithms.encode(request.toASN1Structure().getCertificationRequestInfo());
            key.verify(info, request.getSignature());
            return new VerifiedRequest(DistinguishedName.from(request.getSubject()), key);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }
}
