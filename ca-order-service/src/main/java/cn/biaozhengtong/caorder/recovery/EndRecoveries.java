package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.kit.id.AccountId;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Ends recoveries with the login that proved them: logged out, its device removed, the account
/// frozen or deleted. Nothing waits for this: another login goes on with none of them. What was
/// objected to or stopped before holds on.
@Component
public class EndRecoveries {
    private final Recoveries recoveries;
    private final RecoveryBooks books;

    EndRecoveries(Recoveries recoveries, RecoveryBooks books) {
        this.recoveries = recoveries;
        this.books = books;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void loggedOut(AccountId account, Set<String> logins) {
        end(recoveries.openOf(account).stream().filter(it -> logins.contains(it.login())).toList());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void accountClosed(AccountId account) {
        end(recoveries.openOf(account));
    }

    private void end(List<Recoveries.Recovery> found) {
        for (Recoveries.Recovery each : found) {
            recoveries.lock(each.oldSerial()).stream()
                    .filter(it -> it.id().equals(each.id()) && it.state().isOpen())
                    .forEach(this::end);
        }
    }

    private void end(Recoveries.Recovery it) {
        recoveries.move(it, RecoveryState.replaced, books.now());
        books.note("system", "ended", it, "its login ended");
        books.tell(it, "recovery-stopped");
    }
}
