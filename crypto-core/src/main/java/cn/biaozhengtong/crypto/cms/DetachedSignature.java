package cn.biaozhengtong.crypto.cms;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.x500.style.RFC4519Style;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/// One signer's SignedData as anybody makes it (RFC 5652, GB/T 35275), for telling what a
/// stranger's signature is worth: each question has an answer of its own, and none of them alone
/// makes it valid. What must be valid as a whole is judged by [SignedData].
///
/// Reads BER, SHA-1, signatures without signed attributes, keys of any size.
public final class DetachedSignature {
    private static final int MAX_LENGTH = 16 << 20;

    private final SignerParts parts;

    private DetachedSignature(SignerParts parts) {
        this.parts = parts;
    }

    /// What was signed, written as often as it is asked for.
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// How the signer named his certificate among what he signed.
    public enum Naming {
        /// SigningCertificateV2 (RFC 5035): PAdES asks for it.
        v2,
        /// SigningCertificate by SHA-1 alone.
        v1,
        none,
        /// Another certificate than the one that verifies: it was swapped.
        another
    }

    /// @param encoded one ContentInfo, nothing after it
    /// @throws CryptoException unless it is one SignedData of exactly one signer
    public static DetachedSignature parse(byte[] encoded) {
        if (encoded.length > MAX_LENGTH) {
            throw new CryptoException(Reason.malformed);
        }
        try {
            return new DetachedSignature(SignerParts.parse(encoded));
        } catch (IOException | RuntimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    /// Of the one encoded value at the beginning, where padding may follow.
    ///
    /// @throws CryptoException when none begins there
    public static int lengthOf(byte[] padded) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(padded);
        try (ASN1InputStream in = new ASN1InputStream(bytes, padded.length)) {
            if (in.readObject() == null) {
                throw new CryptoException(Reason.malformed);
            }
            return padded.length - bytes.available();
        } catch (IOException | RuntimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    /// The content, where it lies inside against the name of this class.
    public Optional<byte[]> content() {
        return Optional.ofNullable(parts.content()).map(byte[]::clone);
    }

    /// OID of what is said to be inside.
    public String contentType() {
        return parts.contentType().getId();
    }

    /// `SM3`, `SHA-256`, …; for a digest that is not known its OID.
    public String digestName() {
        return StrangerAlgorithms.digestName(parts.digestAlgorithm());
    }

    /// Whether its digest and signature algorithms and the size of its key are beyond attack today.
    public boolean isStrong() {
        return !digestName().equals("SHA-1")
                && !digestName().equals("MD5")
                && parts.certificate()
                        .map(it -> StrangerAlgorithms.isStrong(it.getSubjectPublicKeyInfo()))
                        .orElse(false);
    }

    /// @throws CryptoException when the digest is not known
    public byte[] digest(Content content) throws IOException {
        return StrangerAlgorithms.digest(parts.digestAlgorithm(), content);
    }

    /// Of a digest algorithm that stands elsewhere, as in a time stamp.
    ///
    /// @param oid of the algorithm
    /// @throws CryptoException when it is not known
    public static byte[] digest(String oid, Content content) throws IOException {
        return StrangerAlgorithms.digest(
                new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid)), content);
    }

    public boolean hasSignedAttributes() {
        return parts.attributes() != null;
    }

    /// Whether the signed attributes name this digest, once, and the type of content inside.
    public boolean isAbout(byte[] digest) {
        try {
            ASN1Encodable named = parts.attribute(CMSAttributes.messageDigest);
            boolean typed = parts.contentType().equals(parts.attribute(CMSAttributes.contentType));
            return typed
                    && named != null
                    && MessageDigest.isEqual(
                            ASN1OctetString.getInstance(named).getOctets(), digest);
        } catch (RuntimeException e) {
            return false;
        }
    }

    /// Whether the signature fits the certificate that came along: over the signed attributes, or
    /// over the content where there are none.
    ///
    /// @throws CryptoException `untrusted` when no certificate came along, `wrong_purpose` when the
    ///   algorithm is not known here
    public boolean fits(Content content) throws IOException {
        X509CertificateHolder certificate =
                parts.certificate().orElseThrow(() -> new CryptoException(Reason.untrusted));
        ASN1Set attributes = parts.attributes();
        if (attributes == null) {
            return fits(certificate, content);
        }
        byte[] sorted = SmAlgorithms.encode(new DERSet(attributes.toArray()));
        byte[] asWritten = new DLSet(attributes.toArray()).getEncoded("DL");
        return fits(certificate, out -> out.write(sorted))
                || fits(certificate, out -> out.write(asWritten));
    }

    private boolean fits(X509CertificateHolder certificate, Content signed) throws IOException {
        SubjectPublicKeyInfo key = certificate.getSubjectPublicKeyInfo();
        AlgorithmIdentifier algorithm = parts.signatureAlgorithm();
        return StrangerAlgorithms.verify(
                key, algorithm, parts.digestAlgorithm(), signed, parts.signature());
    }

    public Naming naming() {
        try {
            return SigningCertificates.naming(
                    parts.attribute(SigningCertificates.V1),
                    parts.attribute(SigningCertificates.V2),
                    parts.certificate().orElseThrow());
        } catch (IOException | RuntimeException e) {
            return Naming.another;
        }
    }

    /// SM3 of the seal that the signer signed with the document, where he named one
    /// ([SignedDataBuilder#sealed]).
    ///
    /// @throws CryptoException when what stands there is none
    public Optional<byte[]> sealDigest() {
        try {
            ASN1Encodable named = parts.attribute(SignedDataBuilder.SEAL);
            return Optional.ofNullable(named)
                    .map(it -> ASN1OctetString.getInstance(it).getOctets());
        } catch (RuntimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    /// When the signer says he signed.
    public Optional<Instant> claimedTime() {
        try {
            ASN1Encodable time = parts.attribute(CMSAttributes.signingTime);
            return Optional.ofNullable(time).map(it -> Time.getInstance(it).getDate().toInstant());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /// Subject of the signer's certificate (RFC 4514).
    public Optional<String> subject() {
        return parts.certificate().map(it -> shown(it));
    }

    private static String shown(X509CertificateHolder certificate) {
        return RFC4519Style.INSTANCE.toString(certificate.getSubject());
    }

    /// The signer's certificate, where it is one of our suites'.
    public Optional<Certificate> certificate() {
        return parts.certificate().map(DetachedSignature::known);
    }

    /// All that came along and are of our suites.
    public List<Certificate> certificates() {
        return parts.certificates().stream()
                .map(DetachedSignature::known)
                .filter(it -> it != null)
                .toList();
    }

    private static @Nullable Certificate known(X509CertificateHolder holder) {
        try {
            return Certificate.parse(holder.getEncoded());
        } catch (IOException | CryptoException e) {
            return null;
        }
    }

    /// The signature's own bytes, which a time stamp is about.
    public byte[] value() {
        return parts.signature();
    }

    /// DER of the TimeStampToken beside the signature (RFC 3161 appendix A).
    public Optional<byte[]> timeStamp() {
        return parts.timeStamp();
    }
}
