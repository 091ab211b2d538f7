package cn.biaozhengtong.caorder.authority;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.RevocationReason;
import java.util.List;

/// Port to an outside CA that signs subscribers' certificates in place of the built-in one, and
/// whose lists and OCSP tell their status. Only the register asks it.
public interface CertificateAuthority {
    /// DER: the request, to be stored first. The serial number of the order is a name for the
    /// request there; the outside CA chooses the certificate's.
    byte[] prepare(CertificateOrder order);

    /// The certificate of what was prepared; asked again, the same one.
    Certificate obtain(byte[] prepared);

    /// Says that the certificate was stored.
    void confirm(byte[] prepared, Certificate certificate);

    /// Tells that a certificate ended, is held ([RevocationReason#certificate_hold]) or is released
    /// ([RevocationReason#remove_from_crl]).
    void tell(Certificate certificate, RevocationReason reason);

    /// Issuing CA first, root last.
    List<Certificate> chain();
}
