package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.PhoneNumber;
import org.springframework.stereotype.Component;

/// Sends a code; answers alike for known and unknown numbers. A number gets so many a day, and so
/// does whoever asks: else one asker could have the whole country's phones ring.
@Component
public class SendCode {
    private final SmsCodes codes;
    private final SmsSender sms;
    private final SmsBudget budget;

    SendCode(SmsCodes codes, SmsSender sms, SmsBudget budget) {
        this.codes = codes;
        this.sms = sms;
        this.budget = budget;
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException [LoginProblem#code_too_soon] when the
    ///   number's or the asker's are spent, [LoginProblem#sms_unavailable] when everybody's are
    public void send(PhoneNumber phone, CodePurpose purpose, SmsBudget.Asker asker) {
        budget.take(asker, phone);
        String code = codes.next(phone, purpose);
        // Last: what was refused before uses up nobody else's.
        if (!budget.takeOfTheDay()) {
            throw LoginProblem.sms_unavailable.exception();
        }
        try {
            sms.hand(phone, Text.code(purpose, code));
        } catch (SmsSender.NotSent e) {
            codes.notSent(phone);
            throw LoginProblem.sms_unavailable.exception();
        }
    }
}
