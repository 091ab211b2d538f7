package cn.biaozhengtong.caorder.recovery;

import java.util.Map;
import java.util.Set;

/// [#mayBecome] is the whole transition table.
public enum RecoveryState {
    /// An intention: somebody who is logged in asked. It blocks nobody.
    awaiting_proof,
    /// The identity was proved for it: it goes on, alone for its certificate.
    proved,
    /// Against another one, or objected to: two operators say whether it goes on.
    contested,
    /// The old certificate has ended, the new one is recorded.
    issued,
    /// Stopped by who holds the certificate's key and PIN, or by a person who was there.
    vetoed,
    /// Stopped by two operators.
    refused,
    /// Another one of the same certificate went on instead, or its login ended: nobody decided.
    replaced;

    private static final Map<RecoveryState, Set<RecoveryState>> TABLE =
            Map.of(
                    awaiting_proof, Set.of(proved, contested),
                    proved, Set.of(contested, issued, vetoed, refused, replaced),
                    contested, Set.of(proved, vetoed, refused, replaced));

    public boolean mayBecome(RecoveryState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }

    /// Whether it was proved and has not ended.
    public boolean isOpen() {
        return this == proved || this == contested;
    }
}
