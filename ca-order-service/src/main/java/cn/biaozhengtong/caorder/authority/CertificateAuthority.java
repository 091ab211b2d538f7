package cn.biaozhengtong.caorder.authority;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import java.util.List;

/// Port to who signs certificates. Preparing gives what will be signed, to be stored first.
public interface CertificateAuthority {
    /// DER of the linted TBSCertificate.
    byte[] prepare(CertificateOrder order);

    Certificate sign(byte[] tbs);

    /// Issuing CA first, root last.
    List<Certificate> chain();
}
