package cn.biaozhengtong.caorder.authority.register;

import cn.biaozhengtong.caorder.authority.CrlShard;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.RevocationReason;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One row of the register.
///
/// @param tbs DER of what is signed, or the request to an outside CA
/// @param der null until it is signed and stored
/// @param end null while it neither rests nor is revoked
/// @param isOutside whether an outside CA signs it and its lists tell the status
public record IssuedCertificate(
        SerialNumber serial,
        Purpose purpose,
        CertificateProfile profile,
        Preimage tbs,
        @Nullable Preimage der,
        CertificateState state,
        Instant notAfter,
        @Nullable End end,
        boolean isOutside) {
    /// Since when it rests or is revoked, and why.
    ///
    /// @param invalidSince from when on nothing counts that the key did; null where that is `at`
    public record End(Instant at, RevocationReason reason, @Nullable Instant invalidSince) {}

    public CrlShard shard() {
        return CrlShard.of(serial);
    }

    /// Whether it can be used at a moment that is now: in force, and not expired.
    public boolean isUsable(Instant now) {
        return state == CertificateState.active && notAfter.isAfter(now);
    }

    /// Whether what its key did at an earlier moment still counts: it does although the certificate
    /// expired or ended since, unless the key was not its holder's alone then.
    public boolean stillCounts(Instant moment) {
        if (der == null || !notAfter.isAfter(moment)) {
            return false;
        }
        if (end == null) {
            return true;
        }
        Instant since = end.invalidSince();
        return end.at().isAfter(moment) && (since == null || since.isAfter(moment));
    }
}
