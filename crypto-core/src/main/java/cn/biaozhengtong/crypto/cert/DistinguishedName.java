package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/// Subject or issuer: C, O (enterprise), OU (platform or department), CN (enterprise or person).
///
/// What is made by [#of] has every part, of 1 to 64 characters (code points) without control
/// characters. In what others made, parts may be missing (then empty), and of several of a kind the
/// first is taken.
public record DistinguishedName(
        String country, String organization, String unit, String commonName) {
    private static final int MAX = 64;

    public static DistinguishedName of(String organization, String unit, String commonName) {
        for (String part : new String[] {organization, unit, commonName}) {
            boolean bad = part.isBlank() || part.codePointCount(0, part.length()) > MAX;
            if (bad || part.chars().anyMatch(Character::isISOControl)) {
                throw new CryptoException(Reason.malformed);
            }
        }
        return new DistinguishedName("CN", organization, unit, commonName);
    }

    X500Name toX500() {
        X500NameBuilder out = new X500NameBuilder(BCStyle.INSTANCE);
        add(out, BCStyle.C, country);
        add(out, BCStyle.O, organization);
        add(out, BCStyle.OU, unit);
        add(out, BCStyle.CN, commonName);
        return out.build();
    }

    private static void add(X500NameBuilder out, ASN1ObjectIdentifier type, String part) {
        if (!part.isEmpty()) {
            out.addRDN(type, part);
        }
    }

    static DistinguishedName from(X500Name name) {
        return new DistinguishedName(
                part(name, BCStyle.C),
                part(name, BCStyle.O),
                part(name, BCStyle.OU),
                part(name, BCStyle.CN));
    }

    private static String part(X500Name name, ASN1ObjectIdentifier type) {
        for (RDN each : name.getRDNs()) {
            for (AttributeTypeAndValue it : each.getTypesAndValues()) {
                if (type.equals(it.getType()) && it.getValue() instanceof ASN1String text) {
                    return shown(text);
                }
            }
        }
        return "";
    }

    private static String shown(ASN1String text) {
        try {
            return text.getString();
        } catch (IllegalArgumentException e) {
            // Not UTF-8.
            return "";
        }
    }
}
