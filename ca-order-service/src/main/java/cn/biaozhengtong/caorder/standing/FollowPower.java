package cn.biaozhengtong.caorder.standing;

import cn.biaozhengtong.caorder.hold.Hold;
import cn.biaozhengtong.caorder.hold.Holds;
import cn.biaozhengtong.caorder.pair.Pairs;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What becomes of certificates when others take their holder's power away (R16, R18) or give it
/// back. The holder releases each after it was given back, with a new verification.
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class FollowPower {
    private final Holds holds;
    private final Pairs pairs;

    FollowPower(Holds holds, Pairs pairs) {
        this.holds = holds;
        this.pairs = pairs;
    }

    /// From its commit on nobody puts in force what it is about; [#freeze] follows in a transaction
    /// of its own.
    public void taken(Hold it, Instant at) {
        holds.begin(it, at);
    }

    /// Whatever is in force when the hold began, or is about to be.
    public void freeze(Hold it) {
        pairs.freeze(it);
    }

    public void given(Hold it, Instant at) {
        holds.end(it, at);
    }
}
