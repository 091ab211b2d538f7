package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.id.DeviceId;
import org.springframework.stereotype.Component;

/// Phone and code to tokens; an unknown phone is thereby registered (R1).
@Component
public class LogInByCode {
    private final JudgeCode judge;
    private final Accounts accounts;
    private final Entrance entrance;

    LogInByCode(JudgeCode judge, Accounts accounts, Entrance entrance) {
        this.judge = judge;
        this.accounts = accounts;
        this.entrance = entrance;
    }

    public LoggedIn logIn(PhoneNumber phone, String code, DeviceKey key, String deviceName) {
        int epoch = entrance.epoch(phone);
        judge.judge(phone, CodePurpose.log_in, code, new DeviceId(key.id()));
        return entrance.enter(accounts.forPhone(phone), epoch, key, deviceName);
    }
}
