package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.id.DeviceId;
import org.springframework.stereotype.Component;

/// The carrier's token to tokens of ours; an unknown phone is thereby registered (R1).
@Component
public class LogInByOneTap {
    private final CarrierNumber carrier;
    private final Guesses guesses;
    private final Accounts accounts;
    private final Entrance entrance;

    LogInByOneTap(CarrierNumber carrier, Guesses guesses, Accounts accounts, Entrance entrance) {
        this.carrier = carrier;
        this.guesses = guesses;
        this.accounts = accounts;
        this.entrance = entrance;
    }

    public LoggedIn logIn(String token, DeviceKey key, String deviceName) {
        DeviceId device = new DeviceId(key.id());
        guesses.count(device);
        PhoneNumber phone =
                carrier.phoneOf(token).orElseThrow(LoginProblem.one_tap_refused::exception);
        guesses.right(device);
        int epoch = entrance.epoch(phone);
        return entrance.enter(accounts.forPhone(phone), epoch, key, deviceName);
    }
}
