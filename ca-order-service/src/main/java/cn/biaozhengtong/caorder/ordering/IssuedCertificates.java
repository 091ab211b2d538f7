package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Port to the certificates that orders follow: renewals, reissues, changes.
public interface IssuedCertificates {
    /// Whether another one may follow it.
    enum Standing {
        /// Recorded, and not signed.
        reserved,
        active,
        frozen,
        /// By its holder.
        revoked,
        /// Another one has its place.
        superseded
    }

    /// @param enterpriseId null for a person's own
    /// @param person who stands in it beside the enterprise, or alone; null for the enterprise's
    ///   own
    record Predecessor(
            SerialNumber serial,
            AccountId accountId,
            @Nullable EnterpriseId enterpriseId,
            @Nullable String person,
            String platformCode,
            String productCode,
            Standing standing,
            Instant notAfter) {}

    /// A signed signing certificate.
    Optional<Predecessor> find(SerialNumber serial);

    /// Names the place that a signing certificate has: the first of those whose place recoveries
    /// gave on, up to this one; itself when it was not recovered.
    SerialNumber place(SerialNumber serial);
}
