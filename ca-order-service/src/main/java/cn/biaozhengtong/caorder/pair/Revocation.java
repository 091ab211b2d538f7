package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.crypto.cert.RevocationReason;
import cn.biaozhengtong.crypto.cert.SerialNumber;

/// Why a pair ends.
///
/// @param reason in the lists
/// @param said what others are told: `holder` or `superseded`
/// @param noted for the audit log
public record Revocation(RevocationReason reason, String said, String noted) {
    /// Its holder gave it up.
    public static Revocation byHolder() {
        return new Revocation(RevocationReason.cessation_of_operation, "holder", "holder");
    }

    /// Another pair took its place.
    public static Revocation superseded(SerialNumber by) {
        return new Revocation(RevocationReason.superseded, "superseded", "superseded by " + by);
    }

    /// A recovery took its place.
    public static Revocation recovered(SerialNumber as) {
        return new Revocation(RevocationReason.superseded, "superseded", "recovered as " + as);
    }
}
