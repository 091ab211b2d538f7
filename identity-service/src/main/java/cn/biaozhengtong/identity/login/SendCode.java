package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.kit.data.FieldCipher;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Sends a code; answers alike for known and unknown numbers. A number gets so many a day, and so
/// does whoever asks: else one account could have the whole country's phones ring.
@Component
public class SendCode {
    private static final int PER_ASKER = 20;
    private static final Duration DAY = Duration.ofDays(1);

    private final SmsCodes codes;
    private final SmsSender sms;
    private final Budgets budgets;
    private final FieldCipher cipher;

    SendCode(SmsCodes codes, SmsSender sms, Budgets budgets, FieldCipher cipher) {
        this.codes = codes;
        this.sms = sms;
        this.budgets = budgets;
        this.cipher = cipher;
    }

    /// @param asker account or device; null when it says none, and the gateway's limit per address
    ///   alone holds
    public void send(PhoneNumber phone, CodePurpose purpose, @Nullable UUID asker) {
        boolean spent =
                asker != null
                        && !budgets.take(
                                cipher.blindIndex("codes-asked", asker.toString()), PER_ASKER, DAY);
        if (spent) {
            throw LoginProblem.code_too_soon.exception();
        }
        String code = codes.next(phone, purpose);
        sms.send(phone, Text.code(purpose, code));
    }
}
