package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import cn.biaozhengtong.crypto.internal.SuiteAlgorithms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.TBSCertificate;

/// Rules that a TBSCertificate must meet before a CA signs it (RFC 5280, GM/T 0015).
public final class CertificateLint {
    private static final int MIN_SERIAL_BITS = 64;

    private CertificateLint() {}

    /// @throws CryptoException with [Reason#lint] when [#findings] is not empty
    public static void check(byte[] tbs, CertificateProfile profile) {
        if (!findings(tbs, profile).isEmpty()) {
            throw new CryptoException(Reason.lint);
        }
    }

    /// One sentence for each broken rule; empty when the bytes may be signed.
    public static List<String> findings(byte[] der, CertificateProfile profile) {
        TBSCertificate tbs =
                TBSCertificate.getInstance(SmAlgorithms.strict(der, ASN1Sequence.class));
        List<String> out = new ArrayList<>();
        if (tbs.getVersionNumber() != 3) {
            out.add("version is not 3");
        }
        var serial = tbs.getSerialNumber().getValue();
        if (serial.signum() <= 0 || serial.bitLength() < MIN_SERIAL_BITS) {
            out.add("serial number is not positive or has fewer than 64 bits");
        }
        boolean known =
                Arrays.stream(Suite.values())
                        .anyMatch(it -> tbs.getSignature().equals(SuiteAlgorithms.signature(it)));
        if (!known) {
            out.add("signature algorithm is of no suite");
        }
        if (!tbs.getStartDate().getDate().before(tbs.getEndDate().getDate())) {
            out.add("validity ends before it begins");
        }
        PublicKey.parseInfo(SmAlgorithms.encode(tbs.getSubjectPublicKeyInfo()));
        Extensions extensions = tbs.getExtensions();
        if (extensions == null) {
            out.add("no extensions");
        } else {
            lintExtensions(extensions, profile, out);
        }
        return out;
    }

    private static void lintExtensions(
            Extensions extensions, CertificateProfile profile, List<String> out) {
        KeyUsage usage = KeyUsage.fromExtensions(extensions);
        if (usage == null || !usage.hasUsages(profile.keyUsage())) {
            out.add("key usage is not the profile's");
        }
        BasicConstraints constraints = BasicConstraints.fromExtensions(extensions);
        if (constraints == null || constraints.isCA() != profile.isAuthority()) {
            out.add("basic constraints are not the profile's");
        }
        if (extensions.getExtension(Extension.subjectKeyIdentifier) == null
                || extensions.getExtension(Extension.authorityKeyIdentifier) == null) {
            out.add("a key identifier is missing");
        }
        boolean published =
                extensions.getExtension(Extension.cRLDistributionPoints) != null
                        && extensions.getExtension(Extension.authorityInfoAccess) != null;
        if (profile != CertificateProfile.root && !published) {
            out.add("CRL distribution point or authority information access is missing");
        }
    }
}
