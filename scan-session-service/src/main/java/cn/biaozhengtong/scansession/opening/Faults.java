package cn.biaozhengtong.scansession.opening;

import cn.biaozhengtong.scansession.session.SessionResult.Fault;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whose a session's end is, by the table of [Cause].
final class Faults {
    /// Reasons that a phone may give for a key that it did not open.
    static final Set<String> KEY_REASONS =
            Set.of(
                    "certificate_missing",
                    "other_tender",
                    "bad_ciphertext",
                    "recipient_untrusted",
                    "bad_partial");

    private Faults() {}

    /// @param what an error, a trouble or a key's reason
    static Fault of(String what) {
        return Cause.named(what).fault();
    }

    /// Why a session did not come to a good end; one that ran out of time did so for the trouble
    /// that stood in the way, unless there was none, or only a step of the bidder's to come.
    static String decisive(String error, @Nullable String trouble) {
        if (trouble == null || !error.equals(Cause.timeout.name())) {
            return error;
        }
        return of(trouble) == Fault.nobody ? error : trouble;
    }
}
