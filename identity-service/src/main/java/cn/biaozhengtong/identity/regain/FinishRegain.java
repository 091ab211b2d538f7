package cn.biaozhengtong.identity.regain;

import cn.biaozhengtong.identity.account.AccountProblem;
import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.deletion.DeleteAccount;
import cn.biaozhengtong.identity.login.KeepLogin;
import cn.biaozhengtong.identity.login.Passwords;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The number changes, once, for the ticket's holder; with it every login of the account ends, and
/// its password.
@Component
public class FinishRegain {
    private final FollowRegain follow;
    private final Writing writing;
    private final Accounts accounts;
    private final KeepLogin logins;
    private final DeleteAccount deletion;

    FinishRegain(
            FollowRegain follow,
            Writing writing,
            Accounts accounts,
            KeepLogin logins,
            DeleteAccount deletion) {
        this.follow = follow;
        this.writing = writing;
        this.accounts = accounts;
        this.logins = logins;
        this.deletion = deletion;
    }

    /// What is written and told.
    @Component
    record Writing(
            Regains regains,
            FieldCipher cipher,
            TellRegain tell,
            Passwords passwords,
            FollowRegain.Times times) {}

    /// A second account that the person made with the new number, and that was never verified,
    /// gives way, when it was there before this began: it can hold nothing.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException before the time, after the end, while
    ///   the account is frozen, and when the new number became another person's
    public void finish(UUID id, String ticket, DeviceId device) {
        FollowRegain.Progress progress = follow.ask(id, ticket, device);
        Regain it = writing.regains().findById(id).orElseThrow();
        // Judged here, and again in the transaction.
        it.mustBeDue(writing.times().clock().instant());
        AccountId account = it.account().orElseThrow(RegainProblem.regain_ended::exception);
        PhoneNumber now =
                new PhoneNumber(
                        writing.cipher()
                                .open(it.newPhoneSealed(), BeginRegain.binding(progress.id())));
        Optional<AccountId> other = accounts.find(now).filter(found -> !found.equals(account));
        other.ifPresent(found -> give(found, it));
        PhoneNumber old = accounts.phone(account);
        logins.endAll(account, () -> change(account, id, now));
        writing.tell().changed(old, now);
    }

    /// Who registered after the number was proved here is somebody who has it now.
    private void give(AccountId found, Regain it) {
        if (accounts.profile(found).verified() || !accounts.wasThere(found, it.createdAt())) {
            throw AccountProblem.phone_taken.exception();
        }
        deletion.giveWay(found);
    }

    private void change(AccountId account, UUID id, PhoneNumber now) {
        Regain row = writing.regains().findById(id).orElseThrow();
        row.finish(writing.times().clock().instant());
        writing.regains().flush();
        // Frozen, nobody could object; the operators who froze it look at this first.
        accounts.lock(account);
        accounts.mustBeActive(account);
        // Operators may have approved two: the first that comes is the last.
        writing.regains()
                .findByAccountIdAndStateInOrderByCreatedAt(account.value(), FollowRegain.PROVED)
                .forEach(it -> it.refuse("账号已由另一份申请找回"));
        writing.regains().flush();
        accounts.changePhone(account, now);
        // It may be of him who kept the person out: with the old number anybody could set one.
        writing.passwords().drop(account);
        writing.tell()
                .step(
                        account,
                        row,
                        "【账号已找回】",
                        "您的登录手机号已更换为 " + now.masked() + "，原登录密码已失效，所有设备需要重新登录。如非本人操作，请立即联系客服并挂失证书。",
                        "account.regained",
                        account);
    }
}
