package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.device.Devices;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What becomes of a login: renewed while its device belongs to the account, or ended (R7, R11).
///
/// An access token that is out already lasts until its end, minutes later; what is dangerous asks
/// for more than a token.
@Component
public class KeepLogin {
    private final TokenIssuer issuer;
    private final Devices devices;
    private final Accounts accounts;

    KeepLogin(TokenIssuer issuer, Devices devices, Accounts accounts) {
        this.issuer = issuer;
        this.devices = devices;
        this.accounts = accounts;
    }

    /// Fresh tokens; a device that was removed, or a frozen account, gets none, and the login ends.
    public TokenIssuer.Tokens refresh(String refreshToken) {
        TokenIssuer.Tokens tokens = issuer.refresh(refreshToken);
        TokenIssuer.Holder holder = issuer.holder(tokens);
        boolean good =
                devices.belongs(holder.account(), holder.device())
                        && accounts.isActive(holder.account());
        if (!good) {
            issuer.end(tokens.refreshToken());
            throw LoginProblem.refresh_refused.exception();
        }
        return tokens;
    }

    /// Whoever has the refresh token may end its login.
    public void end(String refreshToken) {
        issuer.end(refreshToken);
    }

    /// On every device.
    public void endAll(UUID account) {
        issuer.endAll(account);
    }
}
