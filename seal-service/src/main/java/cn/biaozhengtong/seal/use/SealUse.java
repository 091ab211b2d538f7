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
/// @param logged null of one from before there were records
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
        @Nullable Logged logged,
        @Nullable Withdrawal withdrawn) {
    /// Whose word it is.
    public enum Party {
        platform,
        enterprise
    }

    /// That it was taken back.
    ///
    /// @param logged as of the use
    public record Withdrawal(Party by, String reason, Instant at, @Nullable Logged logged) {}

    /// For others than the enterprise, whose records they are.
    public SealUse withoutRecords() {
        Withdrawal back = withdrawn;
        return of(
                null,
                back == null ? null : new Withdrawal(back.by(), back.reason(), back.at(), null));
    }

    SealUse of(@Nullable Logged record, @Nullable Withdrawal back) {
        return new SealUse(
                id,
                sealId,
                esId,
                documentId,
                documentDigest,
                title,
                pages,
                platform,
                sessionId,
                enterpriseId,
                accountId,
                certificateSerial,
                at,
                signatureDigest,
                record,
                back);
    }
}
