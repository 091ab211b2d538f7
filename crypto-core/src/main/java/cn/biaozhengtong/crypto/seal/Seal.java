package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SigningKey;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.RevocationEvidence;
import cn.biaozhengtong.crypto.cert.VerifiedChain;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import cn.biaozhengtong.crypto.internal.VerifiedBefore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/// SESeal, strictly DER: version 4 (GB/T 38540-2020), `SEQ{eSealInfo, cert OCTET STRING, signAlgID
/// OID, signedValue BIT STRING}`, and for reading version 1 (GM/T 0031-2014), `SEQ{eSealInfo,
/// SEQ{cert, signAlgID, signedValue}}`.
///
/// The maker signs the DER of eSealInfo; in version 1, and by some makers in version 4, `SEQ{
/// eSealInfo, cert, signAlgID}`, and each is accepted for both. Parsed is not verified.
public final class Seal {
    private static final int MAX_LENGTH = 8 << 20;

    /// Info, certificate, algorithm, as the maker may have signed them together.
    private final ASN1Sequence signed;

    private final SealInfo info;
    private final Certificate maker;
    private final byte[] signature;
    private final byte[] encoded;

    private Seal(byte[] der) {
        ASN1Sequence parts = SmAlgorithms.strict(der, ASN1Sequence.class);
        ASN1Sequence information = Ses.sequence(parts, 0);
        boolean old = SealInfo.version(information) == Ses.V1;
        ASN1Sequence rest = old ? Ses.sequence(parts, 1) : parts;
        int at = old ? 0 : 1;
        if (parts.size() != (old ? 2 : 4) || rest.size() != at + 3) {
            throw new CryptoException(Reason.malformed);
        }
        ASN1EncodableVector three = new ASN1EncodableVector();
        three.add(information);
        three.add(rest.getObjectAt(at));
        three.add(rest.getObjectAt(at + 1));
        this.signed = new DERSequence(three);
        Ses.oid(signed, 2);
        this.info = SealInfo.parse(information);
        this.maker = Certificate.parse(Ses.octets(signed, 1));
        this.signature = Ses.bits(rest, at + 2);
        this.encoded = der.clone();
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

    /// @throws CryptoException unless these bytes are one seal in strict DER, of version 1 or 4
    ///   ([SealVersion] tells another)
    public static Seal parse(byte[] der) {
        if (der.length > MAX_LENGTH) {
            throw new CryptoException(Reason.malformed);
        }
        try {
            return new Seal(der);
        } catch (CryptoException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    /// Verifies the maker's signature and chain, and that the seal is valid at the moment.
    ///
    /// Everybody whom one of the roots names can be a maker, as far as his certificate is for
    /// signing: who has subscribers under the same root trusts makers by their own certificates
    /// ([SealTrust]).
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
                SealTrust.verify(
                        trust,
                        maker,
                        intermediates,
                        CertificateProfile.seal_maker,
                        info.created(),
                        evidence);
        if (at.isBefore(info.validFrom()) || at.isAfter(info.validUntil())) {
            throw new CryptoException(Reason.not_valid_now);
        }
        return chain;
    }

    private void verifySignature() {
        if (!Ses.names(algorithm(), maker.suite())) {
            throw new CryptoException(Reason.wrong_purpose);
        }
        if (!isOverInfo()) {
            VerifiedBefore.verify(maker.publicKey(), SmAlgorithms.encode(signed), signature);
        }
    }

    /// Whether the signature is the maker's over eSealInfo alone, under whatever name of algorithm.
    boolean isOverInfo() {
        return fits(SmAlgorithms.encode(Ses.sequence(signed, 0)));
    }

    /// Whether it is his over eSealInfo, certificate and algorithm.
    boolean isOverAll() {
        return fits(SmAlgorithms.encode(signed));
    }

    private boolean fits(byte[] message) {
        try {
            VerifiedBefore.verify(maker.publicKey(), message, signature);
            return true;
        } catch (CryptoException e) {
            return false;
        }
    }

    String algorithm() {
        return Ses.oid(signed, 2);
    }

    /// 1 or 4.
    public int version() {
        return SealInfo.version(Ses.sequence(signed, 0));
    }

    public SealInfo info() {
        return info;
    }

    /// DER of what the maker added (extDatas), with its tag where it has one.
    public Optional<byte[]> extension() {
        return Ses.extension(Ses.sequence(signed, 0), 4);
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
