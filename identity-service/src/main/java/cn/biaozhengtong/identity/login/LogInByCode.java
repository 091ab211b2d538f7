package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Phone and code to tokens; an unknown phone is thereby registered (R1).
@Component
public class LogInByCode {
    private final SmsCodes codes;
    private final Accounts accounts;
    private final Devices devices;
    private final LoginTickets tickets;
    private final TokenIssuer issuer;
    private final Announcement announcement;

    LogInByCode(
            SmsCodes codes,
            Accounts accounts,
            Devices devices,
            LoginTickets tickets,
            TokenIssuer issuer,
            Announcement announcement) {
        this.announcement = announcement;
        this.codes = codes;
        this.accounts = accounts;
        this.devices = devices;
        this.tickets = tickets;
        this.issuer = issuer;
    }

    /// A new device is told to the others.
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

    /// What the phone gets.
    public record LoggedIn(UUID accountId, UUID deviceId, TokenIssuer.Tokens tokens) {}

    public LoggedIn logIn(PhoneNumber phone, String code, UUID device, String deviceName) {
        if (!codes.judge(phone, code)) {
            throw LoginProblem.code_wrong.exception();
        }
        UUID account = accounts.forPhone(phone);
        if (devices.seen(account, device, deviceName)) {
            announcement.tell(account, deviceName);
        }
        issuer.know(account);
        String ticket = tickets.issue(account);
        return new LoggedIn(account, device, issuer.login(account, ticket, device));
    }
}
