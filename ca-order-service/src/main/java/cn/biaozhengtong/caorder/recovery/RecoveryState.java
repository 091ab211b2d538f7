package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.kit.data.StateMachine;
import java.util.EnumSet;
import java.util.Set;

/// [#next] is the whole transition table.
public enum RecoveryState implements StateMachine<RecoveryState> {
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

    @Override
    public Set<RecoveryState> next() {
        return switch (this) {
            case awaiting_proof -> EnumSet.of(proved, contested);
            case proved -> EnumSet.of(contested, issued, vetoed, refused, replaced);
            case contested -> EnumSet.of(proved, vetoed, refused, replaced);
            case issued, vetoed, refused, replaced -> EnumSet.noneOf(RecoveryState.class);
        };
    }

    /// Whether it was proved and has not ended.
    public boolean isOpen() {
        return this == proved || this == contested;
    }
}
