package cn.biaozhengtong.crypto.cms;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SigningKey;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.internal.FileDigests;
import cn.biaozhengtong.crypto.internal.Sm3Calculator;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import cn.biaozhengtong.crypto.internal.SuiteAlgorithms;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.jspecify.annotations.Nullable;

/// Makes a SignedData in two steps, so that two parties can sign between them: [#preimage()] is
/// what is signed, [#assemble] takes the signature.
///
/// One signer, with signed attributes content type, message digest, signing time (RFC 5652 §5.3,
/// §11) and, against swapping the certificate, its digest (ESSCertIDv2, RFC 5035).
public final class SignedDataBuilder {
    static final ASN1ObjectIdentifier SM2_SIGNATURE =
            new ASN1ObjectIdentifier("1.2.156.10197.1.301.1");
    private static final ASN1ObjectIdentifier SIGNING_CERTIFICATE_V2 =
            new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.2.47");

    /// Ours: SM3 of the DER of the SESeal under which a PDF is signed, so that nobody exchanges the
    /// seal, or its version, for another that the signer may use too.
    static final ASN1ObjectIdentifier SEAL = new ASN1ObjectIdentifier("1.2.156.112562.2.4.1");

    private static final ASN1ObjectIdentifier SIGNATURE_TIME_STAMP =
            new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.2.14");

    private final Form form;
    private final byte @Nullable [] content;
    private final byte[] digest;
    private final List<Certificate> chain;
    private final DERSet attributes;

    /// @param chain the signer's certificate first
    public SignedDataBuilder(Form form, byte[] content, List<Certificate> chain, Instant at) {
        this(form, content.clone(), chain.get(0).suite().digest(content), chain, at, null);
    }

    private SignedDataBuilder(
            Form form,
            byte @Nullable [] content,
            byte[] digest,
            List<Certificate> chain,
            @Nullable Instant at,
            byte @Nullable [] seal) {
        this.form = form;
        this.content = content;
        this.digest = digest;
        this.chain = List.copyOf(chain);
        this.attributes = attributes(at, seal);
    }

    /// Over a file of any length, which is read and not held; the content stays outside.
    public static SignedDataBuilder over(Form form, Path file, List<Certificate> chain, Instant at)
            throws IOException {
        byte[] digest = FileDigests.of(chain.get(0).suite(), file);
        return new SignedDataBuilder(form, null, digest, chain, at, null);
    }

    /// For a signature in a PDF (`ETSI.CAdES.detached`). It has no signing time: PAdES says that in
    /// the file, as `/M`, and forbids the attribute (EN 319 142-1 §6.3).
    ///
    /// @param digest by the signer's suite over what the signature covers of the file
    public static SignedDataBuilder pades(byte[] digest, List<Certificate> chain) {
        return pades(digest, chain, null);
    }

    /// The same under a seal, which is signed too.
    ///
    /// @param seal DER of the SESeal
    public static SignedDataBuilder sealed(byte[] digest, byte[] seal, List<Certificate> chain) {
        return pades(digest, chain, Sm3.digest(seal));
    }

    private static SignedDataBuilder pades(
            byte[] digest, List<Certificate> chain, byte @Nullable [] seal) {
        if (digest.length != Sm3.LENGTH) {
            throw new CryptoException(CryptoException.Reason.malformed);
        }
        return new SignedDataBuilder(Form.rfc5652, null, digest.clone(), chain, null, seal);
    }

    /// What a signer signs in a PDF: the one place where phone and server get the same bytes. DER
    /// of the SET of content type, message digest, SigningCertificateV2 by the suite of the
    /// certificate (EN 319 142-1 §6.3), and the digest of the seal (1.2.156.112562.2.4.1, an octet
    /// string); no time.
    ///
    /// @param digest 32 bytes, by the signer's suite over what the signature covers of the file
    /// @param seal DER of the SESeal that stands in the file
    /// @param signer whose key is to sign
    /// @throws CryptoException when the digest has another length
    public static Preimage sealedPreimage(byte[] digest, byte[] seal, Certificate signer) {
        return sealed(digest, seal, List.of(signer)).preimage();
    }

    private Suite suite() {
        return chain.get(0).suite();
    }

    private DERSet attributes(@Nullable Instant at, byte @Nullable [] seal) {
        ASN1EncodableVector out = new ASN1EncodableVector();
        out.add(attribute(CMSAttributes.contentType, form.data()));
        if (at != null) {
            out.add(attribute(CMSAttributes.signingTime, new Time(Date.from(at))));
        }
        out.add(attribute(CMSAttributes.messageDigest, new DEROctetString(digest)));
        out.add(attribute(SIGNING_CERTIFICATE_V2, signingCertificate(chain.get(0))));
        if (seal != null) {
            out.add(attribute(SEAL, new DEROctetString(seal)));
        }
        return new DERSet(out);
    }

    /// `SEQ{SEQ OF SEQ{hashAlgorithm, certHash}}`.
    static DERSequence signingCertificate(Certificate certificate) {
        ASN1EncodableVector id = new ASN1EncodableVector();
        // SHA-256 is the default, which DER leaves out (RFC 5035 §4).
        if (certificate.suite() == Suite.sm2) {
            id.add(Sm3Calculator.ALGORITHM);
        }
        id.add(new DEROctetString(certificate.suite().digest(certificate.encoded())));
        return new DERSequence(new DERSequence(new DERSequence(id)));
    }

    private static DERSequence attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
        ASN1EncodableVector out = new ASN1EncodableVector();
        out.add(type);
        out.add(new DERSet(value));
        return new DERSequence(out);
    }

    /// What the signer signs: DER of the signed attributes as a SET (RFC 5652 §5.4).
    public Preimage preimage() {
        return Preimage.of(SmAlgorithms.encode(attributes));
    }

    /// Signs and assembles in one step.
    public byte[] sign(SigningKey key, boolean detached) {
        return assemble(key.sign(preimage().toBytes()), detached);
    }

    /// DER of the ContentInfo.
    ///
    /// @param signature over [#preimage()], by the signer's suite
    /// @param detached whether the content stays outside
    /// @throws CryptoException when the signature is not the signer's
    public byte[] assemble(byte[] signature, boolean detached) {
        return assemble(signature, detached, null);
    }

    /// Detached, with a time stamp over the signature (RFC 3161 appendix A): PAdES baseline-T.
    ///
    /// @param timeStamp over the digest of the signature's bytes; it is not verified here
    /// @throws CryptoException when the signature is not the signer's
    public byte[] assembleStamped(byte[] signature, TimeStamp.Token timeStamp) {
        return assemble(signature, true, timeStamp);
    }

    private byte[] assemble(
            byte[] signature, boolean detached, TimeStamp.@Nullable Token timeStamp) {
        chain.get(0).publicKey().verify(preimage().toBytes(), signature);
        ASN1EncodableVector encapsulated = new ASN1EncodableVector();
        encapsulated.add(form.data());
        if (!detached) {
            if (content == null) {
                throw new CryptoException(CryptoException.Reason.malformed);
            }
            encapsulated.add(new DERTaggedObject(true, 0, new DEROctetString(content)));
        }
        ASN1EncodableVector certificates = new ASN1EncodableVector();
        chain.forEach(
                it -> certificates.add(SmAlgorithms.strict(it.encoded(), ASN1Sequence.class)));
        ASN1EncodableVector signed = new ASN1EncodableVector();
        signed.add(new ASN1Integer(1));
        signed.add(new DERSet(SuiteAlgorithms.digest(suite())));
        signed.add(new DERSequence(encapsulated));
        signed.add(new DERTaggedObject(false, 0, new DERSet(certificates)));
        signed.add(new DERSet(signerInfo(signature, timeStamp)));
        ASN1EncodableVector out = new ASN1EncodableVector();
        out.add(form.signedData());
        out.add(new DERTaggedObject(true, 0, new DERSequence(signed)));
        return SmAlgorithms.encode(new DERSequence(out));
    }

    private DERSequence signerInfo(byte[] signature, TimeStamp.@Nullable Token timeStamp) {
        ASN1Sequence tbs = SmAlgorithms.strict(chain.get(0).tbs(), ASN1Sequence.class);
        ASN1EncodableVector issuerAndSerial = new ASN1EncodableVector();
        // version [0], serial, signature, issuer (RFC 5280 §4.1)
        issuerAndSerial.add(tbs.getObjectAt(3));
        issuerAndSerial.add(tbs.getObjectAt(1));
        ASN1EncodableVector out = new ASN1EncodableVector();
        out.add(new ASN1Integer(1));
        out.add(new DERSequence(issuerAndSerial));
        out.add(SuiteAlgorithms.digest(suite()));
        out.add(new DERTaggedObject(false, 0, attributes));
        out.add(
                form == Form.gbt35275 && suite() == Suite.sm2
                        ? new DERSequence(SM2_SIGNATURE)
                        : SuiteAlgorithms.signature(suite()));
        out.add(new DEROctetString(signature));
        if (timeStamp != null) {
            ASN1Sequence token = ASN1Sequence.getInstance(timeStamp.encoded());
            out.add(
                    new DERTaggedObject(
                            false, 1, new DERSet(attribute(SIGNATURE_TIME_STAMP, token))));
        }
        return new DERSequence(out);
    }
}
