package cn.biaozhengtong.seal.use;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One use of one seal.
///
/// @param id rises
/// @param documentDigest SM3 of the document before it was sealed
/// @param platform client of the platform whose document it is
/// @param signatureDigest SM3 of the signature
/// @param withdrawn null while it stands
public record SealUse(
        long id,
        UUID sealId,
        String esId,
        UUID documentId,
        String documentDigest,
        String title,
        int pages,
        String platform,
        UUID sessionId,
        UUID enterpriseId,
        UUID accountId,
        String certificateSerial,
        Instant at,
        String signatureDigest,
        @Nullable Withdrawal withdrawn) {
    /// Whose word it is.
    public enum Party {
        platform,
        enterprise
    }

    /// That it was taken back.
    public record Withdrawal(Party by, String reason, Instant at) {}
}
