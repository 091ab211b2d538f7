package cn.biaozhengtong.caorder.authority;

import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.Revocation;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.time.Instant;
import java.util.List;

/// Port to who keeps the certificates: what is revoked or frozen.
public interface StatusRegister {
    CertificateStatus status(SerialNumber serial);

    /// What is revoked or frozen now, in a shard or everywhere.
    List<Revocation> revocations(CrlShard shard);

    /// What became revoked or frozen from a moment on, and with reason 8 (removeFromCRL) what was
    /// released.
    List<Revocation> changes(CrlShard shard, Instant since);
}
