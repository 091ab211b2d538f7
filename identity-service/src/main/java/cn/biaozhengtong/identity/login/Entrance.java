package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.device.DeviceKey;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The last steps of every way in: the account is open, the device known, tokens issued.
@Component
class Entrance {
    private final Accounts accounts;
    private final Devices devices;
    private final LoginTickets tickets;
    private final TokenIssuer issuer;
    private final Announcement announcement;

    Entrance(
            Accounts accounts,
            Devices devices,
            LoginTickets tickets,
            TokenIssuer issuer,
            Announcement announcement) {
        this.accounts = accounts;
        this.devices = devices;
        this.tickets = tickets;
        this.issuer = issuer;
        this.announcement = announcement;
    }

    /// A new device is told to the others (R11).
    @Component
    record Announcement(Messages messages, TransactionTemplate transactions) {
        void tell(UUID account, String device) {
            transactions.executeWithoutResult(status ->
                    messages.add(
                            account,
                            MessageBox.certificates,
                            "【新设备登录】",
                            "您的账号在新设备“" + device + "”上登录。如非本人操作，请移除该设备并退出所有设备。",
                            "/devices"));
        }
    }

    LoggedIn enter(UUID account, DeviceKey key, String deviceName) {
        accounts.mustBeActive(account);
        if (devices.seen(account, key, deviceName)) {
            announcement.tell(account, deviceName);
        }
        issuer.know(account);
        String ticket = tickets.issue(account, key);
        return new LoggedIn(account, key.id(), issuer.login(account, ticket));
    }
}
