package cn.biaozhengtong.enterprise.handover;

import cn.biaozhengtong.enterprise.membership.MembershipEvents;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Who belongs no longer hands over nothing and is handed nothing, also when he comes back.
@Component
class WithdrawHandOvers {
    private final HandOvers handOvers;
    private final HandOverBooks books;

    WithdrawHandOvers(HandOvers handOvers, HandOverBooks books) {
        this.handOvers = handOvers;
        this.books = books;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(MembershipEvents.BelongsNoLonger it) {
        for (HandOver open : handOvers.openOf(it.accountId(), it.enterpriseId())) {
            open.withdrawn();
            books.note(open, it.accountId(), "withdrawn");
        }
    }
}
