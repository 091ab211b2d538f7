package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SigningKey;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.RevocationEvidence;
import cn.biaozhengtong.crypto.cert.VerifiedChain;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/// SESeal, version 4 (GB/T 38540-2020): `SEQ{eSealInfo, cert OCTET STRING, signAlgID OID,
/// signedValue BIT STRING}`, strictly DER.
///
/// The maker signs the DER of eSealInfo; some makers sign `SEQ{eSealInfo, cert, signAlgID}`, as
/// version 1 had it, and that is accepted too. Parsed is not verified.
public final class Seal {
    private static final int MAX_LENGTH = 8 << 20;
    private static final Set<String> ALGORITHMS =
            Set.of("1.2.156.10197.1.501", "1.2.156.10197.1.301.1");

    private final SealInfo info;
    private final Certificate maker;
    private final byte[] encoded;

    private Seal(SealInfo info, Certificate maker, byte[] encoded) {
        this.info = info;
        this.maker = maker;
        this.encoded = encoded;
    }

    /// What the maker signs.
    public static Preimage prepare(SealInfo info) {
        return Preimage.of(info.encoded());
    }

    /// @throws CryptoException when the signature is not the maker's over that information
    public static Seal assemble(Preimage info, Certificate maker, byte[] signature) {
        maker.sm2Key().verify(info.toBytes(), signature);
        ASN1EncodableVector out = new ASN1EncodableVector();
        out.add(SmAlgorithms.strict(info.toBytes(), ASN1Sequence.class));
        out.add(new DEROctetString(maker.encoded()));
        out.add(SmAlgorithms.SM3_WITH_SM2.getAlgorithm());
        out.add(new DERBitString(signature));
        return parse(SmAlgorithms.encode(new DERSequence(out)));
    }

    /// Prepares, signs and assembles.
    public static Seal make(SealInfo info, Certificate maker, SigningKey key) {
        Preimage prepared = prepare(info);
        return assemble(prepared, maker, key.sign(prepared.toBytes()));
    }

    /// @throws CryptoException unless these bytes are one seal in strict DER
    public static Seal parse(byte[] der) {
        if (der.length > MAX_LENGTH) {
            throw new CryptoException(Reason.malformed);
        }
        try {
            ASN1Sequence parts = SmAlgorithms.strict(der, ASN1Sequence.class);
            boolean known =
                    parts.size() == 4
                            && ALGORITHMS.contains(
                                    ((ASN1ObjectIdentifier) parts.getObjectAt(2)).getId());
            if (!known) {
                throw new CryptoException(Reason.malformed);
            }
            SmAlgorithms.parseSignature(signature(parts));
            return new Seal(
                    SealInfo.parse(ASN1Sequence.getInstance(parts.getObjectAt(0))),
                    Certificate.parse(((ASN1OctetString) parts.getObjectAt(1)).getOctets()),
                    der.clone());
        } catch (CryptoException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    private static byte[] signature(ASN1Sequence parts) {
        return ((ASN1BitString) parts.getObjectAt(3)).getOctets();
    }

    /// Verifies the maker's signature and chain, and that the seal is valid at the moment.
    ///
    /// @param trust roots of seal makers
    /// @param evidence when the maker's revocation is to be judged too
    public VerifiedChain verify(
            ChainVerifier trust,
            List<Certificate> intermediates,
            Instant at,
            Optional<RevocationEvidence> evidence) {
        verifySignature();
        VerifiedChain chain =
                evidence.isPresent()
                        ? trust.verify(
                                maker,
                                intermediates,
                                CertificateProfile.seal_maker,
                                info.created(),
                                evidence.get())
                        : trust.verify(
                                maker,
                                intermediates,
                                CertificateProfile.seal_maker,
                                info.created());
        if (at.isBefore(info.validFrom()) || at.isAfter(info.validUntil())) {
            throw new CryptoException(Reason.not_valid_now);
        }
        return chain;
    }

    private void verifySignature() {
        ASN1Sequence parts = SmAlgorithms.strict(encoded, ASN1Sequence.class);
        byte[] signature = signature(parts);
        if (maker.suite() != Suite.sm2) {
            throw new CryptoException(Reason.wrong_purpose);
        }
        byte[] alone = SmAlgorithms.encode(ASN1Sequence.getInstance(parts.getObjectAt(0)));
        try {
            maker.publicKey().verify(alone, signature);
        } catch (CryptoException e) {
            ASN1EncodableVector three = new ASN1EncodableVector();
            three.add(parts.getObjectAt(0));
            three.add(parts.getObjectAt(1));
            three.add(parts.getObjectAt(2));
            maker.publicKey().verify(SmAlgorithms.encode(new DERSequence(three)), signature);
        }
    }

    public SealInfo info() {
        return info;
    }

    public Certificate maker() {
        return maker;
    }

    public byte[] encoded() {
        return encoded.clone();
    }

    /// SM3 of the DER, 64 hexadecimal characters.
    public String fingerprint() {
        return Sm3.hex(encoded);
    }
}
