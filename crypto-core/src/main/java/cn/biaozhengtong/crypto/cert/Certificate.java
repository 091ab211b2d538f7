package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import cn.biaozhengtong.crypto.internal.SuiteAlgorithms;
import cn.biaozhengtong.crypto.internal.VerifiedBefore;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/// An X.509 certificate with a key of a [Suite], strictly DER. Parsed is not verified: see
/// [ChainVerifier].
public final class Certificate {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    private final X509CertificateHolder holder;
    private final PublicKey publicKey;
    private final byte[] encoded;

    private Certificate(X509CertificateHolder holder, byte[] encoded) throws IOException {
        this.holder = holder;
        this.encoded = encoded;
        this.publicKey = PublicKey.parseInfo(holder.getSubjectPublicKeyInfo().getEncoded());
    }

    /// @throws CryptoException unless DER of one certificate with a key of a known suite
    public static Certificate parse(byte[] der) {
        try {
            SmAlgorithms.strict(der, ASN1Sequence.class);
            Certificate parsed = new Certificate(new X509CertificateHolder(der), der.clone());
            parsed.readExtensions();
            return parsed;
        } catch (CryptoException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // BouncyCastle's parsers throw what they meet.
            throw new CryptoException(Reason.malformed, e);
        }
    }

    /// Decodes everything that is read later, so that malformed ones are refused here.
    private void readExtensions() {
        holder.getSignature();
        Names.mustBeReadable(holder.getSubject());
        Names.mustBeReadable(holder.getIssuer());
        subjectKeyIdentifier();
        crlUrls();
        pathLength();
        isFor(CertificateProfile.subscriber_signing);
        isFor(CertificateProfile.ocsp_responder);
        notBefore();
        notAfter();
    }

    /// From a text with one certificate in PEM; what stands around it is read over, as tools write
    /// the subject or attributes before it (RFC 7468 §5.2).
    ///
    /// @throws CryptoException when it has none, or several
    public static Certificate parsePem(String pem) {
        List<Certificate> all = parsePems(pem);
        if (all.size() != 1) {
            throw new CryptoException(Reason.malformed);
        }
        return all.get(0);
    }

    /// Every certificate of a text, in order; other blocks and what stands between are read over.
    public static List<Certificate> parsePems(String pem) {
        List<Certificate> out = new ArrayList<>();
        int at = pem.indexOf(BEGIN);
        while (at >= 0) {
            int from = at + BEGIN.length();
            int to = pem.indexOf(END, from);
            if (to < 0) {
                throw new CryptoException(Reason.malformed);
            }
            try {
                String body = pem.substring(from, to).replaceAll("\\s", "");
                out.add(parse(Base64.getDecoder().decode(body)));
            } catch (IllegalArgumentException e) {
                throw new CryptoException(Reason.malformed, e);
            }
            at = pem.indexOf(BEGIN, to + END.length());
        }
        return out;
    }

    public byte[] encoded() {
        return encoded.clone();
    }

    /// DER of the TBSCertificate, which the issuer signed.
    public byte[] tbs() {
        return SmAlgorithms.encode(holder.toASN1Structure().getTBSCertificate());
    }

    public String pem() {
        String body =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(encoded);
        return BEGIN + "\n" + body + "\n" + END + "\n";
    }

    public SerialNumber serial() {
        return SerialNumber.of(holder.getSerialNumber());
    }

    /// Of the holder's key.
    public Suite suite() {
        return publicKey.suite();
    }

    /// As far as its form has it: what a stranger's subject lacks is empty.
    public DistinguishedName subject() {
        return DistinguishedName.from(holder.getSubject());
    }

    /// SM3 of the issuer's name in DER, 64 hexadecimal characters: with the serial number it names
    /// one certificate.
    public String issuerHash() {
        return nameHash(holder.getIssuer());
    }

    /// What [#issuerHash] is of certificates that this one issues.
    public String subjectHash() {
        return nameHash(holder.getSubject());
    }

    private static String nameHash(org.bouncycastle.asn1.x500.X500Name name) {
        return cn.biaozhengtong.crypto.Sm3.hex(SmAlgorithms.encode(name));
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    /// The key of an SM2 certificate.
    ///
    /// @throws CryptoException when it has another suite's
    public Sm2PublicKey sm2Key() {
        if (publicKey instanceof Sm2PublicKey sm2) {
            return sm2;
        }
        throw new CryptoException(Reason.wrong_purpose);
    }

    public Instant notBefore() {
        return holder.getNotBefore().toInstant();
    }

    public Instant notAfter() {
        return holder.getNotAfter().toInstant();
    }

    /// SM3 of the DER, 64 hexadecimal characters.
    public String fingerprint() {
        return Sm3.hex(encoded);
    }

    /// The unified social credit code of the holder, if the certificate carries one: text of any
    /// kind, as GM/T 0015 writes a PrintableString and others UTF-8. What is no text is none.
    public Optional<String> uscc() {
        Extension found = holder.getExtension(CertificateAuthorityKey.USCC_OID);
        if (found == null) {
            return Optional.empty();
        }
        try {
            return ASN1Primitive.fromByteArray(found.getExtnValue().getOctets())
                            instanceof ASN1String text
                    ? Optional.of(text.getString())
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            // Another's extension, which is no reason to read nothing of the certificate.
            return Optional.empty();
        }
    }

    /// The key's identifier as its certificate has it (RFC 5280 §4.2.1.2).
    public Optional<byte[]> subjectKeyIdentifier() {
        SubjectKeyIdentifier found = SubjectKeyIdentifier.fromExtensions(holder.getExtensions());
        return Optional.ofNullable(found).map(SubjectKeyIdentifier::getKeyIdentifier);
    }

    /// Whether issuer and number name this certificate, as messages name signers and recipients.
    ///
    /// @param issuer DER of a Name
    public boolean isNamed(byte[] issuer, BigInteger serial) {
        return holder.getSerialNumber().equals(serial)
                && Names.same(holder.getIssuer(), X500Name.getInstance(issuer));
    }

    boolean hasUsages(int usages) {
        KeyUsage usage = KeyUsage.fromExtensions(holder.getExtensions());
        return usage != null && usage.hasUsages(usages);
    }

    /// -1 when this is no CA certificate.
    int pathLength() {
        BasicConstraints constraints = BasicConstraints.fromExtensions(holder.getExtensions());
        if (constraints == null || !constraints.isCA()) {
            return -1;
        }
        var length = constraints.getPathLenConstraintInteger();
        return length == null ? Integer.MAX_VALUE : length.intValueExact();
    }

    /// Where its revocation is published (RFC 5280 §4.2.1.13), as URLs.
    public List<String> crlUrls() {
        Extension found = holder.getExtension(Extension.cRLDistributionPoints);
        List<String> out = new ArrayList<>();
        if (found != null) {
            for (var it :
                    CRLDistPoint.getInstance(found.getParsedValue()).getDistributionPoints()) {
                var name = it.getDistributionPoint();
                if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
                    for (GeneralName url : GeneralNames.getInstance(name.getName()).getNames()) {
                        if (url.getTagNo() == GeneralName.uniformResourceIdentifier) {
                            out.add(url.getName().toString());
                        }
                    }
                }
            }
        }
        return out;
    }

    boolean isSelfIssued() {
        return Names.same(holder.getSubject(), holder.getIssuer());
    }

    /// Whether key usage and extended key usage are the profile's; a certificate with an extended
    /// usage is for that one alone (RFC 5280 §4.2.1.12).
    public boolean isFor(CertificateProfile profile) {
        var wanted = profile.extendedUsage();
        var usage =
                org.bouncycastle.asn1.x509.ExtendedKeyUsage.fromExtensions(holder.getExtensions());
        boolean extended =
                wanted == null ? usage == null : usage != null && usage.hasKeyPurposeId(wanted);
        return extended && hasUsages(profile.keyUsage());
    }

    X509CertificateHolder holder() {
        return holder;
    }

    /// @throws CryptoException unless this certificate was signed by that one's key
    void verifySignedBy(Certificate issuer) {
        Suite suite = issuer.publicKey.suite();
        AlgorithmIdentifier inside = holder.toASN1Structure().getTBSCertificate().getSignature();
        if (!Names.same(holder.getIssuer(), issuer.holder.getSubject())
                || !SuiteAlgorithms.isSignature(holder.getSignatureAlgorithm(), suite)
                || !SuiteAlgorithms.isSignature(inside, suite)) {
            throw new CryptoException(Reason.untrusted);
        }
        VerifiedBefore.verify(
                issuer.publicKey,
                SmAlgorithms.encode(holder.toASN1Structure().getTBSCertificate()),
                holder.getSignature());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Certificate that && java.util.Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(encoded);
    }
}
