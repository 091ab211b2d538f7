package cn.biaozhengtong.caorder.authority;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import java.util.List;

/// Port to who signs certificates. Preparing gives what will be asked, to be stored first.
public interface CertificateAuthority {
    /// DER: the linted TBSCertificate, or the request to an outside CA. The serial number of the
    /// order is a name for the request there; the outside CA chooses the certificate's.
    byte[] prepare(CertificateOrder order);

    /// The certificate of what was prepared; asked again, the same one.
    Certificate obtain(byte[] prepared);

    /// Says to an outside CA that the certificate was stored.
    default void confirm(byte[] prepared, Certificate certificate) {}

    /// Whether another's lists and OCSP tell its certificates' status.
    default boolean isOutside() {
        return false;
    }

    /// Tells an outside CA that a certificate ended, is held (6) or is released (8).
    ///
    /// @param reason CRLReason (RFC 5280 §5.3.1)
    default void tell(Certificate certificate, int reason) {}

    /// Issuing CA first, root last.
    List<Certificate> chain();
}
