package cn.biaozhengtong.identity.settings;

import cn.biaozhengtong.identity.account.AccountProblem;
import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.CodePurpose;
import cn.biaozhengtong.identity.login.JudgeCode;
import cn.biaozhengtong.identity.login.JudgePassword;
import cn.biaozhengtong.identity.login.Password;
import cn.biaozhengtong.identity.login.Passwords;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Sets, changes and resets the login password (R1, R7). Whoever had the old one is out: every
/// login ends.
@Component
public class ChangePassword {
    private final Accounts accounts;
    private final JudgeCode codes;
    private final JudgePassword judge;
    private final Passwords passwords;
    private final Aftermath aftermath;

    ChangePassword(
            Accounts accounts,
            JudgeCode codes,
            JudgePassword judge,
            Passwords passwords,
            Aftermath aftermath) {
        this.accounts = accounts;
        this.codes = codes;
        this.judge = judge;
        this.passwords = passwords;
        this.aftermath = aftermath;
    }

    /// What proves the change.
    ///
    /// @param currentPassword where there is one
    /// @param code sent to the account's number
    public record Proof(@Nullable String currentPassword, @Nullable String code) {}

    /// By whom is logged in.
    public void change(Person who, Proof proof, Password next) {
        AccountId account = who.account();
        PhoneNumber phone = accounts.phone(account);
        String current = proof.currentPassword();
        String code = proof.code();
        if (code != null) {
            codes.judge(phone, CodePurpose.set_password, code, who.device());
        } else if (current != null) {
            judge.judge(phone, current, who.device());
        } else {
            throw SettingsProblem.proof_missing.exception();
        }
        replace(account, next);
    }

    /// By whoever holds the number and forgot the password.
    public void reset(PhoneNumber phone, String code, Password next) {
        codes.judge(phone, CodePurpose.set_password, code, null);
        AccountId account =
                accounts.find(phone).orElseThrow(AccountProblem.account_unknown::exception);
        replace(account, next);
    }

    private void replace(AccountId account, Password next) {
        aftermath.endLogins(account, passwords.setting(account, next));
        aftermath.passwordChanged(account);
    }
}
