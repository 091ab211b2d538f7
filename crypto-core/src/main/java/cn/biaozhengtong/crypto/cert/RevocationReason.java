package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;

/// CRLReason of RFC 5280 §5.3.1: why a certificate ended, or rests. The number 7 is not used there.
public enum RevocationReason {
    unspecified(0),
    key_compromise(1),
    ca_compromise(2),
    affiliation_changed(3),
    superseded(4),
    cessation_of_operation(5),
    certificate_hold(6),
    /// Only in a delta list: it rests no more.
    remove_from_crl(8),
    privilege_withdrawn(9),
    aa_compromise(10);

    private final int code;

    RevocationReason(int code) {
        this.code = code;
    }

    /// The number in lists and OCSP.
    public int code() {
        return code;
    }

    /// @throws CryptoException for a number that RFC 5280 does not know
    public static RevocationReason of(int code) {
        for (RevocationReason it : values()) {
            if (it.code == code) {
                return it;
            }
        }
        throw new CryptoException(CryptoException.Reason.malformed);
    }

    /// Whether what the key signed before is in doubt too.
    public boolean isCompromise() {
        return this == key_compromise || this == ca_compromise || this == aa_compromise;
    }
}
