package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.device.Devices;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Phone and code to tokens; an unknown phone is thereby registered (R1).
@Component
public class LogInByCode {
    private final SmsCodes codes;
    private final Accounts accounts;
    private final Devices devices;
    private final LoginTickets tickets;
    private final TokenIssuer issuer;

    LogInByCode(
            SmsCodes codes,
            Accounts accounts,
            Devices devices,
            LoginTickets tickets,
            TokenIssuer issuer) {
        this.codes = codes;
        this.accounts = accounts;
        this.devices = devices;
        this.tickets = tickets;
        this.issuer = issuer;
    }

    /// What the phone gets.
    public record LoggedIn(UUID accountId, UUID deviceId, TokenIssuer.Tokens tokens) {}

    public LoggedIn logIn(PhoneNumber phone, String code, UUID device, String deviceName) {
        if (!codes.judge(phone, code)) {
            throw LoginProblem.code_wrong.exception();
        }
        UUID account = accounts.forPhone(phone);
        devices.seen(account, device, deviceName);
        issuer.know(account);
        String ticket = tickets.issue(account);
        return new LoggedIn(account, device, issuer.login(account, ticket, device));
    }
}
