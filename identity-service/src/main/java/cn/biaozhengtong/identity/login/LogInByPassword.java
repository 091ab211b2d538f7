package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import org.springframework.stereotype.Component;

/// Phone and password to tokens (R1).
@Component
public class LogInByPassword {
    private final JudgePassword judge;
    private final Entrance entrance;

    LogInByPassword(JudgePassword judge, Entrance entrance) {
        this.judge = judge;
        this.entrance = entrance;
    }

    public LoggedIn logIn(PhoneNumber phone, String password, DeviceKey key, String deviceName) {
        int epoch = entrance.epoch(phone);
        AccountId account = judge.judge(phone, password, new DeviceId(key.id()));
        return entrance.enter(account, epoch, key, deviceName);
    }
}
