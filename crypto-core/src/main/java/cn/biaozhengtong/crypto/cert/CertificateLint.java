package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import cn.biaozhengtong.crypto.internal.SuiteAlgorithms;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;

/// Rules that a TBSCertificate must meet before a CA signs it: RFC 5280 §4, GM/T 0015, and our own
/// (a serial number that nobody guesses, published revocation, the profile's purposes and no more).
public final class CertificateLint {
    private static final int MIN_SERIAL_BITS = 64;
    private static final int MAX_SERIAL_BYTES = 20;

    /// Upper bounds of RFC 5280 appendix A.
    private static final int MAX_NAME = 64;

    private static final Instant GENERALIZED_FROM = Instant.parse("2050-01-01T00:00:00Z");

    private CertificateLint() {}

    /// @throws CryptoException with [Reason#lint] when [#findings] is not empty
    public static void check(byte[] tbs, CertificateProfile profile) {
        if (!findings(tbs, profile).isEmpty()) {
            throw new CryptoException(Reason.lint);
        }
    }

    /// One sentence for each broken rule; empty when the bytes may be signed.
    ///
    /// @throws CryptoException when they are no TBSCertificate at all
    public static List<String> findings(byte[] der, CertificateProfile profile) {
        try {
            TBSCertificate tbs =
                    TBSCertificate.getInstance(SmAlgorithms.strict(der, ASN1Sequence.class));
            List<String> out = new ArrayList<>();
            head(tbs, out);
            validity(tbs, out);
            name("subject", tbs.getSubject(), out);
            name("issuer", tbs.getIssuer(), out);
            if (tbs.getExtensions() == null) {
                out.add("no extensions");
            } else {
                ExtensionLint.findings(tbs.getExtensions(), profile, out);
            }
            return out;
        } catch (CryptoException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    private static void head(TBSCertificate tbs, List<String> out) {
        if (tbs.getVersionNumber() != 3) {
            out.add("version is not 3");
        }
        BigInteger serial = tbs.getSerialNumber().getValue();
        if (serial.signum() <= 0 || serial.bitLength() < MIN_SERIAL_BITS) {
            out.add("serial number is not positive or has fewer than 64 bits");
        }
        if (serial.toByteArray().length > MAX_SERIAL_BYTES) {
            out.add("serial number has more than 20 bytes");
        }
        boolean known =
                Arrays.stream(Suite.values())
                        .anyMatch(it -> tbs.getSignature().equals(SuiteAlgorithms.signature(it)));
        if (!known) {
            out.add("signature algorithm is of no suite");
        }
        if (tbs.getIssuerUniqueId() != null || tbs.getSubjectUniqueId() != null) {
            out.add("unique identifiers are not to be used");
        }
        PublicKey.parseInfo(SmAlgorithms.encode(tbs.getSubjectPublicKeyInfo()));
    }

    private static void validity(TBSCertificate tbs, List<String> out) {
        if (!tbs.getStartDate().getDate().before(tbs.getEndDate().getDate())) {
            out.add("validity ends before it begins");
        }
        for (Time time : List.of(tbs.getStartDate(), tbs.getEndDate())) {
            boolean early = time.getDate().toInstant().isBefore(GENERALIZED_FROM);
            if (early != (time.toASN1Primitive() instanceof ASN1UTCTime)) {
                out.add("a time before 2050 is UTCTime, and one after it GeneralizedTime");
            }
        }
    }

    private static void name(String which, X500Name name, List<String> out) {
        if (name.getRDNs().length == 0) {
            out.add(which + " is empty");
        }
        for (RDN rdn : name.getRDNs()) {
            for (AttributeTypeAndValue it : rdn.getTypesAndValues()) {
                String text = it.getValue() instanceof ASN1String string ? string.getString() : "";
                if (text.isBlank() || text.codePointCount(0, text.length()) > MAX_NAME) {
                    out.add(which + " has a part that is empty or longer than 64 characters");
                }
                if (text.chars().anyMatch(Character::isISOControl)) {
                    out.add(which + " has a control character");
                }
                if (BCStyle.C.equals(it.getType()) && !text.matches("[A-Z]{2}")) {
                    out.add(which + " has a country that is not two capital letters");
                }
            }
        }
    }
}
