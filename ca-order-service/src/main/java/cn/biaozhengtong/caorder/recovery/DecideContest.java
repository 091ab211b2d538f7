package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.caorder.operatorkey.OperatorKeys;
import cn.biaozhengtong.caorder.review.BeforeOrders;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import cn.biaozhengtong.kit.id.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Contested recoveries at the operators' desk: two different operators who agree decide. What they
/// say counts in its round: when facts change, the next begins.
@Component
public class DecideContest implements BeforeOrders {
    private final Recoveries recoveries;
    private final RecoveryContests contests;
    private final RecoveryPast past;
    private final OperatorKeys operators;
    private final RecoveryBooks books;

    DecideContest(
            Recoveries recoveries,
            RecoveryContests contests,
            RecoveryPast past,
            OperatorKeys operators,
            RecoveryBooks books) {
        this.recoveries = recoveries;
        this.contests = contests;
        this.past = past;
        this.operators = operators;
        this.books = books;
    }

    /// @param objections devices of the account that object, to it or to one of the same keys
    /// @param forIt operators who say that it goes on, of this round of the contest
    /// @param againstIt operators who say that it does not
    public record Contested(
            UUID recoveryId,
            String serial,
            AccountId accountId,
            RecoveryState state,
            @Nullable Proof proof,
            Instant startedAt,
            int objections,
            int forIt,
            int againstIt) {}

    /// What has to be looked at before any order.
    public List<Contested> waiting() {
        return contests.waiting(since()).stream().map(this::shown).toList();
    }

    private Instant since() {
        return books.now().minus(StartRecovery.LASTS);
    }

    @Override
    public List<Case> urgent() {
        return waiting().stream()
                .map(it -> new Case(it.recoveryId(), "recovery", it.state().name()))
                .toList();
    }

    private Contested shown(UUID id) {
        Recoveries.Recovery it = recoveries.find(id).orElseThrow();
        return new Contested(
                id,
                it.oldSerial().hex(),
                it.accountId(),
                it.state(),
                it.proof(),
                it.startedAt(),
                past.objections(it, since()),
                contests.agreed(it, true),
                contests.agreed(it, false));
    }

    /// The second of two who agree puts it into effect; when it goes on, the others of the
    /// certificate do not.
    public RecoveryState decide(String operator, UUID id, boolean goesOn, String reason) {
        Recoveries.Recovery seen =
                recoveries.find(id).orElseThrow(RecoveryProblem.recovery_unknown::exception);
        boolean own =
                operators.usable(operator).stream()
                        .flatMap(key -> key.account().stream())
                        .anyMatch(seen.accountId()::equals);
        if (own) {
            throw RecoveryProblem.own_case.exception();
        }
        books.run(() -> {
            List<Recoveries.Recovery> all = recoveries.lock(seen.oldSerial());
            Recoveries.Recovery it =
                    all.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
            if (!contests.waits(id, since())) {
                throw RecoveryProblem.not_contested.exception();
            }
            contests.decide(it, operator, goesOn, reason, books.now());
            books.note(operator, "decided", it, (goesOn ? "goes on: " : "refused: ") + reason);
            if (contests.isAgreed(it, goesOn)) {
                settle(it, all, goesOn);
            }
        });
        return recoveries.find(id).orElseThrow().state();
    }

    private void settle(Recoveries.Recovery it, List<Recoveries.Recovery> all, boolean goesOn) {
        if (!goesOn) {
            stop(it);
            return;
        }
        all.stream()
                .filter(each -> !each.id().equals(it.id()) && each.state().isOpen())
                .forEach(this::stop);
        if (it.state() == RecoveryState.contested) {
            recoveries.move(it, RecoveryState.proved, books.now());
        }
    }

    private void stop(Recoveries.Recovery it) {
        recoveries.move(it, RecoveryState.refused, books.now());
        books.tell(it, "recovery-stopped");
    }
}
