package cn.biaozhengtong.seal.use;

import cn.biaozhengtong.crypto.evidence.UseRecord;
import org.jspecify.annotations.Nullable;

/// The record of a use, or of its being taken back, as the transparency log has it: with it, and
/// the proof that `/log/inclusion/{digest}` gives, anybody sees that it stood there. It is the
/// enterprise's, and whom it shows it to.
///
/// @param record [UseRecord#text] of what stands here now
/// @param digest SM3 of it when it was recorded
/// @param index of its entry, null while the log was not seen to have it
public record Logged(String record, String digest, @Nullable Long index) {
    /// Whether it still says what it said when it was recorded.
    public boolean fits() {
        return UseRecord.digest(record).equals(digest);
    }
}
