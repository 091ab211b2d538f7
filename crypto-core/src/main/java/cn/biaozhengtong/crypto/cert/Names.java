package cn.biaozhengtong.crypto.cert;

import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/// Compares names as RFC 5280 §7.1 does: part by part in their order, letters and spaces folded.
final class Names {
    private Names() {}

    /// Reads every part, which BouncyCastle leaves for later.
    ///
    /// @throws IllegalArgumentException when one is no name
    static void mustBeReadable(X500Name name) {
        for (RDN rdn : name.getRDNs()) {
            for (AttributeTypeAndValue it : rdn.getTypesAndValues()) {
                IETFUtils.valueToString(it.getValue());
            }
        }
    }

    static boolean same(X500Name one, X500Name two) {
        RDN[] left = one.getRDNs();
        RDN[] right = two.getRDNs();
        if (left.length != right.length) {
            return false;
        }
        for (int i = 0; i < left.length; i++) {
            if (!IETFUtils.rDNAreEqual(left[i], right[i])) {
                return false;
            }
        }
        return true;
    }
}
