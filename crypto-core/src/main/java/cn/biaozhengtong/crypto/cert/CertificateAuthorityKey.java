package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.SigningKey;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import cn.biaozhengtong.crypto.internal.SuiteAlgorithms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/// A CA's key with its certificate: prepares what will be signed, and signs it after lint.
///
/// Preparing and signing are two steps so that the caller stores the TBS in between: a crash then
/// leaves a record, and a repeat gives the same certificate.
public final class CertificateAuthorityKey {
    /// Unified social credit code of the holder.
    public static final ASN1ObjectIdentifier USCC_OID =
            new ASN1ObjectIdentifier("1.2.156.10260.4.1.4");

    private static final ASN1ObjectIdentifier POLICY =
            new ASN1ObjectIdentifier("1.2.156.112562.2.1.1");

    private final SigningKey key;
    private final X500Name name;
    private final byte[] keyIdentifier;

    private CertificateAuthorityKey(SigningKey key, X500Name name) {
        this.key = key;
        this.name = name;
        this.keyIdentifier = keyIdentifier(key.publicKey());
    }

    /// An issuing CA.
    public static CertificateAuthorityKey of(SigningKey key, Certificate certificate) {
        if (!certificate.publicKey().equals(key.publicKey())) {
            throw new CryptoException(Reason.untrusted);
        }
        return new CertificateAuthorityKey(key, certificate.holder().getSubject());
    }

    /// A root, which signs its own certificate.
    public static CertificateAuthorityKey root(SigningKey key, DistinguishedName name) {
        return new CertificateAuthorityKey(key, name.toX500());
    }

    /// The TBSCertificate of this order: DER, linted, not yet signed.
    public byte[] prepare(CertificateOrder order, PublicationPoints points) {
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new org.bouncycastle.asn1.ASN1Integer(order.serial().value()));
        generator.setIssuer(name);
        generator.setSubject(order.subject().toX500());
        generator.setStartDate(new Time(Date.from(order.notBefore())));
        generator.setEndDate(new Time(Date.from(order.notAfter())));
        generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(order.key().info()));
        generator.setSignature(SuiteAlgorithms.signature(key.suite()));
        try {
            generator.setExtensions(extensions(order, points).generate());
            byte[] tbs = generator.generateTBSCertificate().getEncoded(ASN1Encoding.DER);
            CertificateLint.check(tbs, order.profile());
            return tbs;
        } catch (IOException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    /// Signs a prepared TBS of this CA.
    public Certificate sign(byte[] tbs) {
        TBSCertificate parsed = TBSCertificate.getInstance(tbs);
        if (!parsed.getIssuer().equals(name)) {
            throw new CryptoException(Reason.lint);
        }
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(parsed);
        parts.add(SuiteAlgorithms.signature(key.suite()));
        parts.add(new DERBitString(key.sign(tbs)));
        return Certificate.parse(SmAlgorithms.encode(new DERSequence(parts)));
    }

    SigningKey key() {
        return key;
    }

    X500Name name() {
        return name;
    }

    AuthorityKeyIdentifier authorityKeyIdentifier() {
        return new AuthorityKeyIdentifier(keyIdentifier);
    }

    private ExtensionsGenerator extensions(CertificateOrder order, PublicationPoints points)
            throws IOException {
        CertificateProfile profile = order.profile();
        ExtensionsGenerator out = new ExtensionsGenerator();
        // An end entity's empty one says what absence says (RFC 5280 §4.2.1.9), and GmSSL refuses
        // it.
        if (profile.isAuthority()) {
            out.addExtension(
                    Extension.basicConstraints, true, new BasicConstraints(profile.pathLength()));
        }
        out.addExtension(Extension.keyUsage, true, new KeyUsage(profile.keyUsage()));
        if (profile.extendedUsage() != null) {
            out.addExtension(
                    Extension.extendedKeyUsage,
                    true,
                    new ExtendedKeyUsage(profile.extendedUsage()));
        }
        out.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new SubjectKeyIdentifier(keyIdentifier(order.key())));
        out.addExtension(Extension.authorityKeyIdentifier, false, authorityKeyIdentifier());
        if (profile != CertificateProfile.root) {
            publication(out, points);
        }
        if (profile == CertificateProfile.ocsp_responder) {
            // Whoever asked it about itself would believe it anyway (RFC 6960 §4.2.2.2.1).
            out.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
        }
        if (order.uscc().isPresent()) {
            out.addExtension(USCC_OID, false, new DERUTF8String(order.uscc().get()));
        }
        return out;
    }

    private static void publication(ExtensionsGenerator out, PublicationPoints points)
            throws IOException {
        out.addExtension(
                Extension.certificatePolicies,
                false,
                new CertificatePolicies(new PolicyInformation(POLICY)));
        out.addExtension(
                Extension.cRLDistributionPoints,
                false,
                new CRLDistPoint(
                        points.crls().stream()
                                .map(CertificateAuthorityKey::point)
                                .toArray(DistributionPoint[]::new)));
        List<AccessDescription> access = new ArrayList<>();
        points.ocsp()
                .ifPresent(it ->
                        access.add(new AccessDescription(AccessDescription.id_ad_ocsp, uri(it))));
        access.add(new AccessDescription(AccessDescription.id_ad_caIssuers, uri(points.issuer())));
        out.addExtension(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(access.toArray(AccessDescription[]::new)));
    }

    private static DistributionPoint point(String url) {
        return new DistributionPoint(
                new DistributionPointName(new GeneralNames(uri(url))), null, null);
    }

    private static GeneralName uri(String url) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, url);
    }

    /// Leftmost 160 bits of the suite's digest of the key's bits (RFC 7093 method 1).
    private static byte[] keyIdentifier(PublicKey key) {
        byte[] bits = SubjectPublicKeyInfo.getInstance(key.info()).getPublicKeyData().getOctets();
        return SmAlgorithms.slice(key.suite().digest(bits), 0, 20);
    }
}
