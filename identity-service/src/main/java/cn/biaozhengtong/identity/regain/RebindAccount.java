package cn.biaozhengtong.identity.regain;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.KeepLogin;
import cn.biaozhengtong.identity.login.Passwords;
import cn.biaozhengtong.kit.id.AccountId;
import org.springframework.stereotype.Component;

/// Gives an account to whoever got it back: in one transaction its logins end, its number changes
/// and its password goes; then both numbers are told.
@Component
final class RebindAccount {
    private final Regains regains;
    private final Accounts accounts;
    private final KeepLogin logins;
    private final Passwords passwords;
    private final TellRegain tell;

    RebindAccount(
            Regains regains,
            Accounts accounts,
            KeepLogin logins,
            Passwords passwords,
            TellRegain tell) {
        this.regains = regains;
        this.accounts = accounts;
        this.logins = logins;
        this.passwords = passwords;
        this.tell = tell;
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it ended meanwhile, or the
    ///   account is frozen
    void rebind(FollowRegain.Due it) {
        PhoneNumber old = accounts.phone(it.account());
        logins.endAll(it.account(), () -> change(it));
        tell.changed(old, it.phone());
    }

    private void change(FollowRegain.Due it) {
        AccountId account = it.account();
        Regain row = regains.findById(it.id()).orElseThrow();
        row.finish(it.now());
        regains.flush();
        // Frozen, nobody could object; the operators who froze it look at this first.
        accounts.lock(account);
        accounts.mustBeActive(account);
        // Operators may have approved two: the first that comes is the last.
        regains.findByAccountIdAndStateInOrderByCreatedAt(account.value(), RegainState.PROVED)
                .forEach(other -> other.refuse("账号已由另一份申请找回"));
        regains.flush();
        accounts.changePhone(account, it.phone());
        // It may be of him who kept the person out: with the old number anybody could set one.
        passwords.drop(account);
        tell.step(
                account,
                row,
                "【账号已找回】",
                "您的登录手机号已更换为 " + it.phone().masked() + "，原登录密码已失效，所有设备需要重新登录。如非本人操作，请立即联系客服并挂失证书。",
                "account.regained",
                account);
    }
}
