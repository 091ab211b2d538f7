package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whether somebody knows an account's password: counted, then judged, by the counter of all ways
/// in (P14). A wrong one, a number without one and a number that nobody has answer alike.
@Component
public class JudgePassword {
    private final Guesses guesses;
    private final Passwords passwords;
    private final Accounts accounts;

    JudgePassword(Guesses guesses, Passwords passwords, Accounts accounts) {
        this.guesses = guesses;
        this.passwords = passwords;
        this.accounts = accounts;
    }

    /// @return whose it is
    public AccountId judge(PhoneNumber phone, String password, @Nullable DeviceId device) {
        guesses.count(phone, device);
        Optional<AccountId> account = accounts.find(phone);
        if (!passwords.matches(account, password)) {
            throw LoginProblem.password_wrong.exception();
        }
        guesses.right(phone, device);
        return account.orElseThrow();
    }
}
