package cn.biaozhengtong.caorder.authority;

import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.Revocation;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Port to who keeps the certificates: what is revoked, and when last something was.
public interface StatusRegister {
    CertificateStatus status(SerialNumber serial);

    List<Revocation> revocations();

    Optional<Instant> lastRevocation();
}
