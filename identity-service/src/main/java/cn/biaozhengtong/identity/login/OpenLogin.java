package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.device.Logins;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Gets tokens for somebody who proved that he may log in, and keeps the login that they belong to
/// before they are handed out.
@Component
class OpenLogin {
    private static final Logger LOG = LoggerFactory.getLogger(OpenLogin.class);

    private final LoginTickets tickets;
    private final TokenIssuer issuer;
    private final Logins logins;
    private final RefreshTokens tokens;

    OpenLogin(LoginTickets tickets, TokenIssuer issuer, Logins logins, RefreshTokens tokens) {
        this.tickets = tickets;
        this.issuer = issuer;
        this.logins = logins;
        this.tokens = tokens;
    }

    /// Asked once more when it is refused: the user has done nothing wrong.
    private TokenIssuer.Tokens login(AccountId account, DeviceKey key) {
        try {
            return issuer.login(account, tickets.issue(account, key));
        } catch (TokenIssuer.Refused e) {
            LOG.info("a login is tried once more");
        }
        try {
            return issuer.login(account, tickets.issue(account, key));
        } catch (TokenIssuer.Refused e) {
            throw LoginProblem.issuer_unavailable.exception();
        }
    }

    /// @param epoch of the account from before the proof
    TokenIssuer.Tokens open(AccountId account, DeviceKey key, int epoch) {
        issuer.know(account);
        TokenIssuer.Tokens issued = login(account, key);
        String id = issuer.holder(issued).login();
        Optional<Logins.Login> begun =
                logins.begin(
                        new Person(account, new DeviceId(key.id())),
                        id,
                        epoch,
                        issued.refreshToken());
        if (begun.isEmpty()) {
            issuer.end(issued.refreshToken());
            throw LoginProblem.refresh_refused.exception();
        }
        return new TokenIssuer.Tokens(
                issued.accessToken(), tokens.of(begun.get(), 1), issued.expiresIn());
    }
}
