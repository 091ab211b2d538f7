package cn.biaozhengtong.identity.settings;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.CodePurpose;
import cn.biaozhengtong.identity.login.JudgeCode;
import cn.biaozhengtong.identity.verification.AskOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Another number to log in with (更换手机号): the new one is proven by a code, and the old one too, or
/// the person proves his identity anew when the old one is lost (R7).
@Component
public class ChangePhone {
    private static final Duration VERIFIED_WITHIN = Duration.ofMinutes(10);

    private final Accounts accounts;
    private final JudgeCode codes;
    private final AskOutcome verifications;
    private final Aftermath aftermath;
    private final Clock clock;

    ChangePhone(
            Accounts accounts,
            JudgeCode codes,
            AskOutcome verifications,
            Aftermath aftermath,
            Clock clock) {
        this.accounts = accounts;
        this.codes = codes;
        this.verifications = verifications;
        this.aftermath = aftermath;
        this.clock = clock;
    }

    /// @param newCode sent to the new number
    /// @param oldCode sent to the old number; null when it is lost
    public void change(
            UUID account,
            UUID device,
            PhoneNumber phone,
            String newCode,
            @Nullable String oldCode) {
        PhoneNumber old = accounts.phone(account);
        if (oldCode != null) {
            codes.judge(old, CodePurpose.change_phone, oldCode, device);
        } else if (!verifications.verifiedSince(account, clock.instant().minus(VERIFIED_WITHIN))) {
            throw SettingsProblem.verification_needed.exception();
        }
        codes.judge(phone, CodePurpose.change_phone, newCode, null);
        aftermath.endLogins(account, () -> accounts.changePhone(account, phone));
        aftermath.phoneChanged(account, old, phone);
    }
}
