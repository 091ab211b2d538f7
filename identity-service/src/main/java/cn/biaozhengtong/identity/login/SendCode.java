package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.PhoneNumber;
import org.springframework.stereotype.Component;

/// Sends a code; answers alike for known and unknown numbers.
@Component
public class SendCode {
    private final SmsCodes codes;
    private final SmsSender sms;

    SendCode(SmsCodes codes, SmsSender sms) {
        this.codes = codes;
        this.sms = sms;
    }

    public void send(PhoneNumber phone, CodePurpose purpose) {
        String code = codes.next(phone, purpose);
        sms.send(phone, Text.code(purpose, code));
    }
}
