package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.identity.device.Logins;
import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The last steps of every way in: the account is open, the device known, tokens issued.
@Component
class Entrance {
    private final Accounts accounts;
    private final Devices devices;
    private final Logins logins;
    private final OpenLogin open;
    private final Announcement announcement;

    Entrance(
            Accounts accounts,
            Devices devices,
            Logins logins,
            OpenLogin open,
            Announcement announcement) {
        this.accounts = accounts;
        this.devices = devices;
        this.logins = logins;
        this.open = open;
        this.announcement = announcement;
    }

    /// A new device is told to the others (R11).
    @Component
    record Announcement(Messages messages, TransactionTemplate transactions) {
        void tell(AccountId account, String device) {
            transactions.executeWithoutResult(status ->
                    messages.add(
                            account,
                            MessageBox.certificates,
                            "【新设备登录】",
                            "您的账号在新设备“" + device + "”上登录。如非本人操作，请移除该设备并退出所有设备。",
                            "/devices"));
        }
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
            announcement.tell(account, deviceName);
        }
        return new LoggedIn(account, new DeviceId(key.id()), open.open(account, key, epoch));
    }
}
