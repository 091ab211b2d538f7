package cn.biaozhengtong.enterprise.handover;

import cn.biaozhengtong.enterprise.history.History;
import cn.biaozhengtong.enterprise.membership.MembershipEvents;
import cn.biaozhengtong.kit.id.AccountId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Transactions, time, history and events of hand-overs.
@Component
class HandOverBooks {
    private final History history;
    private final MembershipEvents events;
    private final TransactionTemplate transactions;
    private final Clock clock;

    HandOverBooks(
            History history,
            MembershipEvents events,
            TransactionTemplate transactions,
            Clock clock) {
        this.history = history;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    void write(Runnable work) {
        transactions.executeWithoutResult(status -> work.run());
    }

    void offered(HandOver it) {
        note(it, it.from(), "offered");
        events.handOverOffered(it.from(), it.enterpriseId(), it.to(), it.getId());
    }

    void declined(HandOver it) {
        note(it, it.to(), "declined");
        events.handOverDeclined(it.from(), it.enterpriseId(), it.to(), it.getId());
    }

    void completed(HandOver it) {
        note(it, it.to(), "completed");
        events.handedOver(it.from(), it.enterpriseId(), it.to(), it.getId());
    }

    void note(HandOver it, AccountId actor, String what) {
        history.record(
                actor.toString(),
                it.enterpriseId(),
                "hand_over." + what,
                it.from() + " → " + it.to());
    }
}
