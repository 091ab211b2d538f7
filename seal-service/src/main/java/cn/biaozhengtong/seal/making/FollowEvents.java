package cn.biaozhengtong.seal.making;

import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.life.StopCause;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What happens elsewhere and matters to seals, each in the transaction that takes the event: a
/// seal stops at once, and whether it may go on is looked into afterwards.
@Component
public class FollowEvents {
    private final Seals seals;
    private final Clock clock;

    FollowEvents(Seals seals, Clock clock) {
        this.seals = seals;
        this.clock = clock;
    }

    /// Certificates, members or delegations changed.
    @Transactional(propagation = Propagation.MANDATORY)
    public void listMayHaveChanged(EnterpriseId enterprise) {
        seals.changeAll(enterprise, it -> it.review(clock.instant()));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void enterpriseChanged(EnterpriseId enterprise) {
        seals.changeAll(
                enterprise,
                it -> {
                    it.stop(StopCause.enterprise_changed);
                    it.review(clock.instant());
                });
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void enterpriseFrozen(EnterpriseId enterprise) {
        seals.changeAll(enterprise, it -> it.stop(StopCause.enterprise_frozen));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void enterpriseReleased(EnterpriseId enterprise) {
        seals.changeAll(enterprise, it -> it.released(clock.instant()));
    }
}
