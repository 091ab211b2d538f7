package cn.biaozhengtong.identity.deletion;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.login.CodePurpose;
import cn.biaozhengtong.identity.login.JudgeCode;
import cn.biaozhengtong.identity.login.KeepLogin;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.Person;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The account goes (账号注销, R8): refused while something stands in its name; afterwards the person
/// is forgotten but for the evidence that the law keeps, and number and person may register anew.
@Component
public class DeleteAccount {
    private final Holdings holdings;
    private final JudgeCode codes;
    private final Accounts accounts;
    private final KeepLogin logins;
    private final EraseAccount erase;

    DeleteAccount(
            Holdings holdings,
            JudgeCode codes,
            Accounts accounts,
            KeepLogin logins,
            EraseAccount erase) {
        this.holdings = holdings;
        this.codes = codes;
        this.accounts = accounts;
        this.logins = logins;
        this.erase = erase;
    }

    public List<Holdings.Obstacle> obstacles(AccountId account) {
        return holdings.obstacles(account);
    }

    /// @param code sent to the account's number for this
    public void delete(Person who, String code) {
        AccountId account = who.account();
        mustHoldNothing(account);
        codes.judge(accounts.phone(account), CodePurpose.delete_account, code, who.device());
        Instant lastExpiry = holdings.lastExpiry(account);
        // First: who is forgotten must not be able to renew a login meanwhile.
        logins.endAll(account);
        // Again: an order may have been placed while the code was on its way.
        mustHoldNothing(account);
        erase.erase(account, lastExpiry);
        logins.forget(account);
    }

    /// One that was never verified, and so can hold nothing, goes for its person's other account.
    public void giveWay(AccountId account) {
        erase.eraseUnverified(account);
        logins.forget(account);
    }

    private void mustHoldNothing(AccountId account) {
        List<Holdings.Obstacle> obstacles = holdings.obstacles(account);
        if (!obstacles.isEmpty()) {
            throw DeletionProblem.account_in_use.with(
                    obstacles.stream()
                            .map(it -> it.name() + " (" + it.id() + ")")
                            .collect(Collectors.joining("; ")));
        }
    }
}
