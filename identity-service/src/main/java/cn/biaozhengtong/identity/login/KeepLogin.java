package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.problem.ProblemException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What becomes of a login: renewed while its device belongs to the account, or ended (R7, R11).
///
/// An access token that is out already ends with its login: every service is told by event and
/// refuses it, seconds later. What is dangerous asks for more than a token.
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
    /// So it does when another device shows the token, which then was stolen.
    ///
    /// @param key that the request was proved by
    public TokenIssuer.Tokens refresh(String refreshToken, DeviceKey key) {
        TokenIssuer.Tokens tokens = issuer.refresh(refreshToken);
        TokenIssuer.Holder holder = issuer.holder(tokens);
        boolean good =
                holder.device().equals(key.id())
                        && devices.belongs(holder.account(), holder.device())
                        && accounts.isActive(holder.account());
        if (!good) {
            issuer.end(tokens.refreshToken());
            accounts.loggedOut(holder.account(), holder.device());
            throw LoginProblem.refresh_refused.exception();
        }
        return tokens;
    }

    /// Whoever has the refresh token may end its login; one that ended before changes nothing.
    public void end(String refreshToken) {
        TokenIssuer.Tokens tokens;
        try {
            tokens = issuer.refresh(refreshToken);
        } catch (ProblemException e) {
            if (e.problem() == LoginProblem.refresh_refused) {
                return;
            }
            throw e;
        }
        issuer.end(tokens.refreshToken());
        TokenIssuer.Holder holder = issuer.holder(tokens);
        accounts.loggedOut(holder.account(), holder.device());
    }

    /// On every device.
    public void endAll(UUID account) {
        issuer.endAll(account);
        accounts.loggedOut(account, null);
    }
}
