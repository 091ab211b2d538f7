package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/// Subject or issuer: C, O (enterprise), OU (platform or department), CN (enterprise or person).
///
/// Every part is 1 to 64 characters; control characters are refused.
public record DistinguishedName(
        String country, String organization, String unit, String commonName) {
    public DistinguishedName {
        for (String part : new String[] {country, organization, unit, commonName}) {
            boolean bad = part.isBlank() || part.length() > 64;
            if (bad || part.chars().anyMatch(Character::isISOControl)) {
                throw new CryptoException(Reason.malformed);
            }
        }
    }

    public static DistinguishedName of(String organization, String unit, String commonName) {
        return new DistinguishedName("CN", organization, unit, commonName);
    }

    X500Name toX500() {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, country)
                .addRDN(BCStyle.O, organization)
                .addRDN(BCStyle.OU, unit)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    static DistinguishedName from(X500Name name) {
        return new DistinguishedName(
                part(name, BCStyle.C),
                part(name, BCStyle.O),
                part(name, BCStyle.OU),
                part(name, BCStyle.CN));
    }

    private static String part(X500Name name, org.bouncycastle.asn1.ASN1ObjectIdentifier type) {
        RDN[] found = name.getRDNs(type);
        if (found.length != 1 || !(found[0].getFirst().getValue() instanceof ASN1String text)) {
            throw new CryptoException(Reason.malformed);
        }
        try {
            return text.getString();
        } catch (IllegalArgumentException e) {
            // Not UTF-8.
            throw new CryptoException(Reason.malformed, e);
        }
    }
}
