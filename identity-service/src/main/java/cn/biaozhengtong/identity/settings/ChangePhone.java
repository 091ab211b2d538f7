package cn.biaozhengtong.identity.settings;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.CodePurpose;
import cn.biaozhengtong.identity.login.JudgeCode;
import cn.biaozhengtong.identity.verification.Act;
import cn.biaozhengtong.identity.verification.SpendProof;
import cn.biaozhengtong.identity.verification.VerificationPurpose;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Another number to log in with (更换手机号): the new one is proven by a code, and the old one too, or
/// the person proves himself for this change to this number when the old one is lost (R7).
@Component
public class ChangePhone {
    private final Accounts accounts;
    private final JudgeCode codes;
    private final SpendProof proofs;
    private final Aftermath aftermath;

    ChangePhone(Accounts accounts, JudgeCode codes, SpendProof proofs, Aftermath aftermath) {
        this.accounts = accounts;
        this.codes = codes;
        this.proofs = proofs;
        this.aftermath = aftermath;
    }

    /// Who asks, and in which login.
    public record Asker(Person person, String login) {}

    /// @param newCode sent to the new number
    /// @param oldCode sent to the old number; null when it is lost
    public void change(Asker who, PhoneNumber phone, String newCode, @Nullable String oldCode) {
        AccountId account = who.person().account();
        PhoneNumber old = accounts.phone(account);
        if (oldCode != null) {
            codes.judge(old, CodePurpose.change_phone, oldCode, who.person().device());
        } else if (!isProved(who, phone)) {
            throw SettingsProblem.verification_needed.exception();
        }
        codes.judge(phone, CodePurpose.change_phone, newCode, null);
        aftermath.endLogins(account, () -> accounts.changePhone(account, phone));
        aftermath.phoneChanged(account, old, phone);
    }

    private boolean isProved(Asker who, PhoneNumber phone) {
        Act act =
                new Act(
                        VerificationPurpose.phone,
                        phone.digits(),
                        who.person().device(),
                        who.login());
        return proofs.spend(who.person().account(), act, Instant.EPOCH).isPresent();
    }
}
