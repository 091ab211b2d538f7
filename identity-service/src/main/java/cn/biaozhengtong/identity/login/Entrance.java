package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.identity.device.Logins;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import org.springframework.stereotype.Component;

/// The last steps of every way in: the account is open, the device known, tokens issued.
@Component
class Entrance {
    private final Accounts accounts;
    private final Devices devices;
    private final Logins logins;
    private final OpenLogin open;
    private final TellOfNewDevice tell;

    Entrance(
            Accounts accounts,
            Devices devices,
            Logins logins,
            OpenLogin open,
            TellOfNewDevice tell) {
        this.accounts = accounts;
        this.devices = devices;
        this.logins = logins;
        this.open = open;
        this.tell = tell;
    }

    /// To be read before the proof is judged: a password that is replaced, or a number that is
    /// given up, while somebody shows it lets him in no more.
    int epoch(PhoneNumber phone) {
        return accounts.find(phone).map(logins::epoch).orElse(0);
    }

    /// @param epoch from before the proof
    LoggedIn enter(AccountId account, int epoch, DeviceKey key, String deviceName) {
        accounts.mustBeActive(account);
        if (devices.seen(account, key, deviceName)) {
            tell.tell(account, deviceName);
        }
        return new LoggedIn(account, new DeviceId(key.id()), open.open(account, key, epoch));
    }
}
