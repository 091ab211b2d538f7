package cn.biaozhengtong.identity.regain;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.work.UnitOfWork;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// The person proved that he is here: from now on the attempt is his account's, whose devices and
/// number are told, and its time begins. It meets the account's others.
@Component
final class ProveRegain {
    private final Regains regains;
    private final Accounts accounts;
    private final TellRegain tell;
    private final RegainProperties lasts;
    private final UnitOfWork work;

    ProveRegain(
            Regains regains,
            Accounts accounts,
            TellRegain tell,
            RegainProperties lasts,
            UnitOfWork work) {
        this.regains = regains;
        this.accounts = accounts;
        this.tell = tell;
        this.lasts = lasts;
        this.work = work;
    }

    /// @return false when another poll was first
    boolean proved(Regain it, AccountId account) {
        Instant due = work.now().plus(lasts.waiting());
        boolean first = work.get(() -> prove(it, account, due));
        if (first) {
            tell.oldNumber(account, due);
        }
        return first;
    }

    private boolean prove(Regain it, AccountId account, Instant due) {
        accounts.lock(account);
        List<Regain> others =
                regains.findByAccountIdAndStateInOrderByCreatedAt(
                        account.value(), RegainState.PROVED);
        Regain row = regains.findById(it.getId()).orElseThrow();
        if (row.state() != RegainState.proving) {
            return false;
        }
        List<Regain> before = regains.findByAccountIdOrderByCreatedAt(account.value());
        row.proved(account, due, due.plus(lasts.claim()));
        row.meet(others);
        row.follow(before);
        regains.flush();
        tell.begun(account, row);
        return true;
    }
}
