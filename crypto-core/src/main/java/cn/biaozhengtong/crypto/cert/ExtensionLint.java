package cn.biaozhengtong.crypto.cert;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/// The part of [CertificateLint] that reads extensions (RFC 5280 §4.2).
final class ExtensionLint {
    private static final Set<ASN1ObjectIdentifier> MUST_BE_CRITICAL =
            Set.of(Extension.keyUsage, Extension.basicConstraints, Extension.nameConstraints);
    private static final Set<ASN1ObjectIdentifier> MAY_BE_CRITICAL =
            Set.of(
                    Extension.keyUsage,
                    Extension.basicConstraints,
                    Extension.nameConstraints,
                    Extension.extendedKeyUsage,
                    Extension.certificatePolicies);
    private static final int ALL_USAGES = 0x80ff;

    private ExtensionLint() {}

    static void findings(Extensions extensions, CertificateProfile profile, List<String> out) {
        critical(extensions, out);
        purposes(extensions, profile, out);
        constraints(extensions, profile, out);
        keyIdentifiers(extensions, out);
        if (profile != CertificateProfile.root) {
            publication(extensions, profile, out);
        }
        Extension uscc = extensions.getExtension(CertificateAuthorityKey.USCC_OID);
        if (uscc != null
                && !ASN1UTF8String.getInstance(uscc.getParsedValue())
                        .getString()
                        .matches("[0-9A-HJ-NPQRTUWXY]{18}")) {
            out.add("unified social credit code is not 18 characters of its alphabet");
        }
    }

    private static void critical(Extensions extensions, List<String> out) {
        Set<ASN1ObjectIdentifier> seen = new HashSet<>();
        for (ASN1ObjectIdentifier oid : extensions.getExtensionOIDs()) {
            if (!seen.add(oid)) {
                out.add("extension " + oid + " is there twice");
            }
            boolean critical = extensions.getExtension(oid).isCritical();
            if (critical && !MAY_BE_CRITICAL.contains(oid)) {
                out.add("extension " + oid + " must not be critical");
            }
            if (!critical && MUST_BE_CRITICAL.contains(oid)) {
                out.add("extension " + oid + " must be critical");
            }
        }
    }

    private static void purposes(
            Extensions extensions, CertificateProfile profile, List<String> out) {
        KeyUsage usage = KeyUsage.fromExtensions(extensions);
        boolean exact =
                usage != null
                        && usage.hasUsages(profile.keyUsage())
                        && (bits(usage) & ALL_USAGES & ~profile.keyUsage()) == 0;
        if (!exact) {
            out.add("key usage is not the profile's");
        }
        ExtendedKeyUsage extended = ExtendedKeyUsage.fromExtensions(extensions);
        KeyPurposeId wanted = profile.extendedUsage();
        boolean right =
                wanted == null
                        ? extended == null
                        : extended != null
                                && extended.size() == 1
                                && extended.hasKeyPurposeId(wanted);
        if (!right) {
            out.add("extended key usage is not the profile's");
        }
    }

    /// As BouncyCastle's constants count them.
    private static int bits(KeyUsage usage) {
        byte[] bytes = usage.getBytes();
        return (bytes[0] & 0xff) | (bytes.length > 1 ? (bytes[1] & 0xff) << 8 : 0);
    }

    private static void constraints(
            Extensions extensions, CertificateProfile profile, List<String> out) {
        BasicConstraints constraints = BasicConstraints.fromExtensions(extensions);
        boolean authority = constraints != null && constraints.isCA();
        if (authority != profile.isAuthority()) {
            out.add("basic constraints are not the profile's");
            return;
        }
        boolean length = constraints != null && constraints.getPathLenConstraint() != null;
        if (length != profile.isAuthority()) {
            out.add("a path length belongs to authorities, and only to them");
        }
        if (!profile.isAuthority() && extensions.getExtension(Extension.nameConstraints) != null) {
            out.add("name constraints belong to authorities");
        }
    }

    private static void keyIdentifiers(Extensions extensions, List<String> out) {
        AuthorityKeyIdentifier authority = AuthorityKeyIdentifier.fromExtensions(extensions);
        boolean there =
                extensions.getExtension(Extension.subjectKeyIdentifier) != null
                        && authority != null
                        && authority.getKeyIdentifierOctets() != null;
        if (!there) {
            out.add("a key identifier is missing");
        }
    }

    private static void publication(
            Extensions extensions, CertificateProfile profile, List<String> out) {
        Extension points = extensions.getExtension(Extension.cRLDistributionPoints);
        Extension access = extensions.getExtension(Extension.authorityInfoAccess);
        if (points == null || access == null) {
            out.add("CRL distribution point or authority information access is missing");
            return;
        }
        for (DistributionPoint it :
                CRLDistPoint.getInstance(points.getParsedValue()).getDistributionPoints()) {
            if (it.getDistributionPoint() == null && it.getCRLIssuer() == null) {
                out.add("a CRL distribution point names nothing");
            }
            if (it.getReasons() != null) {
                out.add("a CRL distribution point is for some reasons only");
            }
        }
        boolean ocsp = false;
        boolean issuer = false;
        for (AccessDescription it :
                AuthorityInformationAccess.getInstance(access.getParsedValue())
                        .getAccessDescriptions()) {
            ocsp |= AccessDescription.id_ad_ocsp.equals(it.getAccessMethod());
            issuer |= AccessDescription.id_ad_caIssuers.equals(it.getAccessMethod());
            GeneralName at = it.getAccessLocation();
            boolean web =
                    at.getTagNo() == GeneralName.uniformResourceIdentifier
                            && at.getName().toString().startsWith("http://");
            if (!web) {
                out.add("authority information access is not by plain http, which needs no chain");
            }
        }
        if (!issuer) {
            out.add("authority information access names no issuer's certificate");
        }
        // An authority's status is told by its issuer's list: a root answers nothing.
        if (!ocsp && !profile.isAuthority()) {
            out.add("authority information access names no OCSP responder");
        }
    }
}
