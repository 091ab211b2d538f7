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
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/// SES_Signature: a document's digest signed with a seal, strictly DER.
///
/// Version 4 (GB/T 38540-2020): `SEQ{toSign TBS_Sign, cert OCTET STRING, signatureAlgID OID,
/// signature BIT STRING, timeStamp [0] EXPLICIT BIT STRING OPTIONAL}`, `TBS_Sign SEQ{version 4,
/// eseal, timeInfo, dataHash BIT STRING, propertyInfo IA5, extDatas [0] EXPLICIT OPTIONAL}`. For
/// reading, version 1 (GM/T 0031-2014): `SEQ{toSign TBS_Sign, signature BIT STRING}`, `TBS_Sign
/// SEQ{version 1, eseal, timeInfo BIT STRING, dataHash BIT STRING, propertyInfo IA5, cert,
/// signatureAlgID}`.
///
/// Made in two steps, so that two parties can sign between them. Parsed is not verified.
public final class SealSignature {
    private static final int MAX_LENGTH = 16 << 20;

    private final ASN1Sequence toSign;
    private final Seal seal;
    private final Instant claimed;
    private final Certificate signer;
    private final String algorithm;
    private final byte[] signature;
    private final Optional<byte[]> timeStamp;
    private final byte[] encoded;

    private SealSignature(byte[] der) {
        ASN1Sequence parts = SmAlgorithms.strict(der, ASN1Sequence.class);
        this.toSign = Ses.sequence(parts, 0);
        boolean old = version() == Ses.V1;
        boolean known =
                old
                        ? parts.size() == 2 && toSign.size() == 7
                        : version() == Ses.V4 && (parts.size() == 4 || parts.size() == 5);
        if (!known) {
            throw new CryptoException(Reason.malformed);
        }
        this.seal = Seal.parse(SmAlgorithms.encode(Ses.sequence(toSign, 1)));
        this.claimed =
                old ? ClaimedTime.parse(oldBits(2)) : Ses.instant(toSign.getObjectAt(2), Ses.V4);
        ASN1Sequence by = old ? toSign : parts;
        this.signer = Certificate.parse(Ses.octets(by, old ? 5 : 1));
        this.algorithm = Ses.oid(by, old ? 6 : 2);
        this.signature = Ses.bits(parts, old ? 1 : 3);
        this.timeStamp = parts.size() == 5 ? Optional.of(stamp(parts)) : Optional.empty();
        this.encoded = der.clone();
        property();
        dataHash();
        extension();
    }

    private static byte[] stamp(ASN1Sequence parts) {
        ASN1TaggedObject tagged = ASN1TaggedObject.getInstance(parts.getObjectAt(4));
        if (!tagged.hasContextTag(0)) {
            throw new CryptoException(Reason.malformed);
        }
        return ASN1BitString.getInstance(tagged.getExplicitBaseObject()).getOctets();
    }

    /// Some wrote an OCTET STRING where version 1 has a BIT STRING; it holds the same.
    private byte[] oldBits(int index) {
        return toSign.getObjectAt(index) instanceof ASN1OctetString octets
                ? octets.getOctets()
                : Ses.bits(toSign, index);
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
        out.add(new ASN1Integer(Ses.V4));
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

    /// Verifies in the order of GB/T 38540 §7.3 and ends at the first fault ([SealVerification]
    /// names each): signature, signer in the seal's list, the seal's own signature and maker, the
    /// seal's validity, the signer's certificate (and revocation where there is evidence) at the
    /// signing time, at last the document's digest.
    ///
    /// @param trust roots of makers, signers and time stamps
    /// @param dataHash SM3 of the document as it lies there now
    public Verified verify(
            ChainVerifier trust,
            List<Certificate> intermediates,
            byte[] dataHash,
            Optional<RevocationEvidence> evidence) {
        if (!Ses.names(algorithm, signer.suite())) {
            throw new CryptoException(Reason.wrong_purpose);
        }
        verifyValue();
        if (!seal.info().signers().contain(signer)) {
            throw new CryptoException(Reason.untrusted);
        }
        Instant at = timeStamp.isPresent() ? stamp(trust).at() : claimed;
        VerifiedChain maker = seal.verify(trust, intermediates, at, evidence);
        VerifiedChain chain =
                SealTrust.verify(
                        trust,
                        signer,
                        intermediates,
                        CertificateProfile.subscriber_signing,
                        at,
                        evidence);
        if (!MessageDigest.isEqual(dataHash(), dataHash)) {
            throw new CryptoException(Reason.bad_signature);
        }
        return new Verified(chain, maker, at, timeStamp.isPresent());
    }

    /// @throws CryptoException unless the value is the signer's over TBS_Sign
    void verifyValue() {
        signer.publicKey().verify(SmAlgorithms.encode(toSign), signature);
    }

    /// The time stamp, verified.
    ///
    /// @throws CryptoException also when there is none
    TimeStamp stamp(ChainVerifier trust) {
        byte[] token = timeStamp.orElseThrow(() -> new CryptoException(Reason.status_unknown));
        return TimeStamp.of(TimeStamp.Token.of(token), Sm3.digest(signature), trust);
    }

    boolean isStamped() {
        return timeStamp.isPresent();
    }

    /// Whether the time stamp is over SM3; only such ones are judged.
    boolean isStampedWithSm3() {
        try {
            return timeStamp.isPresent()
                    && GMObjectIdentifiers.sm3.equals(
                            new TimeStampToken(new CMSSignedData(timeStamp.get()))
                                    .getTimeStampInfo()
                                    .getMessageImprintAlgOID());
        } catch (CMSException | TSPException | IOException | RuntimeException e) {
            // No token at all, which is said elsewhere.
            return true;
        }
    }

    String algorithm() {
        return algorithm;
    }

    /// 1 or 4, of the signature; the seal in it has its own.
    public int version() {
        return Ses.integer(toSign, 0);
    }

    /// DER of what the signer's software added (extDatas), with its tag where it has one.
    public Optional<byte[]> extension() {
        return version() == Ses.V1 ? Optional.empty() : Ses.extension(toSign, 5);
    }

    /// The signature's own bytes: DER of `SEQ{r, s}`, which a time stamp is about.
    public byte[] value() {
        return signature.clone();
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
        return Ses.ia5(toSign, 4);
    }

    public byte[] dataHash() {
        return version() == Ses.V1 ? oldBits(3) : Ses.bits(toSign, 3);
    }

    public byte[] encoded() {
        return encoded.clone();
    }
}
