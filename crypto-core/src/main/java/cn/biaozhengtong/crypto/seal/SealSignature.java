package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.RevocationEvidence;
import cn.biaozhengtong.crypto.cert.VerifiedChain;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

/// SES_Signature (GB/T 38540-2020): a document's digest signed with a seal: `SEQ{toSign TBS_Sign,
/// cert OCTET STRING, signatureAlgID OID, signature BIT STRING, timeStamp [0] EXPLICIT BIT STRING
/// OPTIONAL}`, `TBS_Sign SEQ{version 4, eseal, timeInfo, dataHash BIT STRING, propertyInfo IA5,
/// extDatas [0] EXPLICIT OPTIONAL}`, strictly DER.
///
/// Made in two steps, so that two parties can sign between them. Parsed is not verified.
public final class SealSignature {
    private static final int VERSION = 4;
    private static final int MAX_LENGTH = 16 << 20;
    private static final Set<String> ALGORITHMS =
            Set.of("1.2.156.10197.1.501", "1.2.156.10197.1.301.1");

    private final byte[] toSign;
    private final Seal seal;
    private final Instant claimed;
    private final byte[] dataHash;
    private final String property;
    private final Certificate signer;
    private final byte[] signature;
    private final Optional<byte[]> timeStamp;
    private final byte[] encoded;

    private SealSignature(byte[] der) {
        ASN1Sequence parts = SmAlgorithms.strict(der, ASN1Sequence.class);
        ASN1Sequence tbs = ASN1Sequence.getInstance(parts.getObjectAt(0));
        boolean stamped =
                parts.size() == 5
                        && ASN1TaggedObject.getInstance(parts.getObjectAt(4)).hasContextTag(0);
        boolean extended =
                tbs.size() == 6
                        && ASN1TaggedObject.getInstance(tbs.getObjectAt(5)).hasContextTag(0);
        boolean known =
                (parts.size() == 4 || stamped)
                        && (tbs.size() == 5 || extended)
                        && SealInfo.integer(tbs, 0) == VERSION
                        && ALGORITHMS.contains(
                                ((ASN1ObjectIdentifier) parts.getObjectAt(2)).getId());
        if (!known) {
            throw new CryptoException(Reason.malformed);
        }
        this.toSign = SmAlgorithms.encode(tbs);
        this.seal = Seal.parse(SmAlgorithms.encode(ASN1Sequence.getInstance(tbs.getObjectAt(1))));
        this.claimed = SealInfo.instant(tbs, 2);
        this.dataHash = ((ASN1BitString) tbs.getObjectAt(3)).getOctets();
        this.property = SealInfo.ia5(tbs, 4);
        this.signer = Certificate.parse(((ASN1OctetString) parts.getObjectAt(1)).getOctets());
        this.signature = ((ASN1BitString) parts.getObjectAt(3)).getOctets();
        this.timeStamp = stamped ? Optional.of(stamp(parts)) : Optional.empty();
        this.encoded = der.clone();
        SmAlgorithms.parseSignature(signature);
    }

    private static byte[] stamp(ASN1Sequence parts) {
        ASN1TaggedObject tagged = ASN1TaggedObject.getInstance(parts.getObjectAt(4));
        return ASN1BitString.getInstance(tagged.getExplicitBaseObject()).getOctets();
    }

    /// What a verification established.
    ///
    /// @param at signing time: the time stamp's, or else the signer's claim
    /// @param proven whether a time stamp proves it
    public record Verified(VerifiedChain signer, VerifiedChain maker, Instant at, boolean proven) {}

    /// TBS_Sign, what the signer signs.
    ///
    /// @param dataHash SM3 of what the format says is signed, 32 bytes
    /// @param property where the signature's own description lies in the document, ASCII
    public static Preimage prepare(Seal seal, Instant at, byte[] dataHash, String property) {
        if (dataHash.length != Sm3.LENGTH) {
            throw new CryptoException(Reason.malformed);
        }
        ASN1EncodableVector out = new ASN1EncodableVector();
        out.add(new ASN1Integer(VERSION));
        out.add(SmAlgorithms.strict(seal.encoded(), ASN1Sequence.class));
        out.add(SealInfo.time(at));
        out.add(new DERBitString(dataHash));
        out.add(new DERIA5String(property, true));
        return Preimage.of(SmAlgorithms.encode(new DERSequence(out)));
    }

    /// @param timeStamp DER of a TimeStampToken over SM3 of the signature, or empty
    /// @throws CryptoException when the signature is not the signer's, or he may not use the seal
    public static SealSignature assemble(
            Preimage toSign, Certificate signer, byte[] signature, Optional<byte[]> timeStamp) {
        signer.sm2Key().verify(toSign.toBytes(), signature);
        ASN1EncodableVector out = new ASN1EncodableVector();
        out.add(SmAlgorithms.strict(toSign.toBytes(), ASN1Sequence.class));
        out.add(new DEROctetString(signer.encoded()));
        out.add(SmAlgorithms.SM3_WITH_SM2.getAlgorithm());
        out.add(new DERBitString(signature));
        timeStamp.ifPresent(it -> out.add(new DERTaggedObject(true, 0, new DERBitString(it))));
        SealSignature made = parse(SmAlgorithms.encode(new DERSequence(out)));
        if (!made.seal.info().signers().contain(signer)) {
            throw new CryptoException(Reason.untrusted);
        }
        return made;
    }

    /// @throws CryptoException unless these bytes are one signature in strict DER
    public static SealSignature parse(byte[] der) {
        if (der.length > MAX_LENGTH) {
            throw new CryptoException(Reason.malformed);
        }
        try {
            return new SealSignature(der);
        } catch (CryptoException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    /// Verifies in the order of GB/T 38540 §7.3: signature, signer in the seal's list, the seal's
    /// own signature and maker, the seal's validity, the signer's certificate (and revocation where
    /// there is evidence) at the signing time, at last the document's digest.
    ///
    /// @param trust roots of makers, signers and time stamps
    /// @param dataHash SM3 of the document as it lies there now
    public Verified verify(
            ChainVerifier trust,
            List<Certificate> intermediates,
            byte[] dataHash,
            Optional<RevocationEvidence> evidence) {
        signer.sm2Key().verify(toSign, signature);
        if (!seal.info().signers().contain(signer)) {
            throw new CryptoException(Reason.untrusted);
        }
        Instant at = claimed;
        if (timeStamp.isPresent()) {
            TimeStamp.Token token = TimeStamp.Token.of(timeStamp.get());
            at = TimeStamp.of(token, Sm3.digest(signature), trust).at();
        }
        VerifiedChain maker = seal.verify(trust, intermediates, at, evidence);
        VerifiedChain chain =
                evidence.isPresent()
                        ? trust.verify(
                                signer,
                                intermediates,
                                CertificateProfile.subscriber_signing,
                                at,
                                evidence.get())
                        : trust.verify(
                                signer, intermediates, CertificateProfile.subscriber_signing, at);
        if (!MessageDigest.isEqual(this.dataHash, dataHash)) {
            throw new CryptoException(Reason.bad_signature);
        }
        return new Verified(chain, maker, at, timeStamp.isPresent());
    }

    public Seal seal() {
        return seal;
    }

    public Certificate signer() {
        return signer;
    }

    /// When the signer says he signed; only a time stamp proves it.
    public Instant claimedTime() {
        return claimed;
    }

    /// Where the signature's own description lies in the document.
    public String property() {
        return property;
    }

    public byte[] dataHash() {
        return dataHash.clone();
    }

    public byte[] encoded() {
        return encoded.clone();
    }
}
