package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whose a failed decryption is: by 《电子招标投标办法》 article 31 the consequences differ.
public final class Faults {
    /// Who answers for it.
    public enum Fault {
        bidder,
        platform,
        service
    }

    private static final Set<String> PLATFORM =
            Set.of("other_tender", "bad_ciphertext", "recipient_untrusted", "cancelled");
    private static final Set<String> SERVICE =
            Set.of("unavailable", "hall_busy", "round_lost", "bad_partial");

    /// Reasons that a phone may give for a key that it did not open.
    static final Set<String> KEY_REASONS =
            Set.of(
                    "certificate_missing",
                    "other_tender",
                    "bad_ciphertext",
                    "recipient_untrusted",
                    "bad_partial");

    private Faults() {}

    /// The name under which a refusal is remembered.
    static String trouble(ProblemException e) {
        boolean ours = e.problem().category() == ProblemCategory.unavailable;
        String name = e.problem().name();
        return ours && !SERVICE.contains(name) ? "unavailable" : name;
    }

    /// @param what an error, a trouble or a key's reason
    public static Fault of(String what) {
        if (PLATFORM.contains(what)) {
            return Fault.platform;
        }
        return SERVICE.contains(what) ? Fault.service : Fault.bidder;
    }

    /// Of a session that did not come to a good end; one that ran out of time is whose trouble
    /// stood in the way, and the bidder's where there was none.
    public static Fault of(@Nullable String error, @Nullable String trouble) {
        if ("timeout".equals(error) && trouble != null) {
            return of(trouble);
        }
        return of(error == null ? "" : error);
    }
}
