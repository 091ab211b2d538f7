package cn.biaozhengtong.crypto.cms;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/// Which standard's content types a message uses; both are read.
public enum Form {
    /// RFC 5652: 1.2.840.113549.1.7.1, .2 and .3.
    rfc5652("1.2.840.113549.1.7"),
    /// GB/T 35275-2017: 1.2.156.10197.6.1.4.2.1, .2 and .3.
    gbt35275("1.2.156.10197.6.1.4.2");

    private final String branch;

    Form(String branch) {
        this.branch = branch;
    }

    ASN1ObjectIdentifier data() {
        return new ASN1ObjectIdentifier(branch + ".1");
    }

    ASN1ObjectIdentifier signedData() {
        return new ASN1ObjectIdentifier(branch + ".2");
    }

    ASN1ObjectIdentifier envelopedData() {
        return new ASN1ObjectIdentifier(branch + ".3");
    }

    /// Of EnvelopedData and of its recipients: RFC 5652 §6.1 says 0 for what we write, GB/T 35275
    /// says 1.
    int envelopedVersion() {
        return this == rfc5652 ? 0 : 1;
    }
}
