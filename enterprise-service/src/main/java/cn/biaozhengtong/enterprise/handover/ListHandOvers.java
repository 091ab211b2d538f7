package cn.biaozhengtong.enterprise.handover;

import cn.biaozhengtong.enterprise.person.PersonalData;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// What was offered by an account and to it, for both.
@Component
public class ListHandOvers implements PersonalData {
    private final HandOvers handOvers;
    private final Clock clock;

    ListHandOvers(HandOvers handOvers, Clock clock) {
        this.handOvers = handOvers;
        this.clock = clock;
    }

    /// @param state of [HandOver.State], or `expired`
    public record Row(
            HandOverId id,
            EnterpriseId enterpriseId,
            AccountId fromId,
            AccountId toId,
            String state,
            Instant expiresAt) {}

    /// Newest first, at most fifty.
    public List<Row> of(AccountId account) {
        Instant now = clock.instant();
        return handOvers.of(account.value()).stream()
                .map(it ->
                        new Row(
                                it.handOverId(),
                                it.enterpriseId(),
                                it.from(),
                                it.to(),
                                it.state() == HandOver.State.awaiting_successor && it.isOver(now)
                                        ? "expired"
                                        : it.state().name(),
                                it.expiresAt()))
                .toList();
    }

    @Override
    public String part() {
        return "handOvers";
    }

    @Override
    public Object export(AccountId account) {
        return of(account);
    }
}
