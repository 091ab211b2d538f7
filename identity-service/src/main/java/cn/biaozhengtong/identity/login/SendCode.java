package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.PhoneNumber;
import org.springframework.stereotype.Component;

/// Sends a login code; answers alike for known and unknown numbers.
@Component
public class SendCode {
    private final SmsCodes codes;
    private final SmsSender sms;

    SendCode(SmsCodes codes, SmsSender sms) {
        this.codes = codes;
        this.sms = sms;
    }

    public void send(PhoneNumber phone) {
        String code = codes.next(phone);
        sms.send(phone, "【标证通】验证码 " + code + "，5 分钟内有效，请勿告知他人。");
    }
}
