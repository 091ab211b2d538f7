package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.device.Logins;
import cn.biaozhengtong.identity.device.Logins.Login;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.work.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What becomes of a login: renewed while its device belongs to the account, or ended (R7, R11).
///
/// What ended is decided here, by the login's row: the issuer of tokens is told, and may be away.
/// An access token that is out already ends with its login: every service is told by event and
/// refuses it, seconds later. What is dangerous asks for more than a token.
@Component
public class KeepLogin {
    private static final Logger LOG = LoggerFactory.getLogger(KeepLogin.class);

    private final TokenIssuer issuer;
    private final Logins logins;
    private final RefreshTokens tokens;
    private final TellOfStolenToken tell;
    private final UnitOfWork work;

    KeepLogin(
            TokenIssuer issuer,
            Logins logins,
            RefreshTokens tokens,
            TellOfStolenToken tell,
            UnitOfWork work) {
        this.issuer = issuer;
        this.logins = logins;
        this.tokens = tokens;
        this.tell = tell;
        this.work = work;
    }

    /// Fresh tokens; the refresh token that was shown is used up, and showing it once more ends the
    /// login, for one of two who had it is a thief (RFC 9700, 4.14).
    ///
    /// A lost answer is no theft: shown again within half a minute it is answered with the very
    /// same successor, so that there is never a second token that is good. To another device it is
    /// never answered: what is not shown by the login's own key was stolen.
    ///
    /// @param key that the request was proved by
    public TokenIssuer.Tokens refresh(String refreshToken, DeviceKey key) {
        RefreshTokens.Shown shown =
                tokens.read(refreshToken).orElseThrow(LoginProblem.refresh_refused::exception);
        Login login = shown.login();
        if (login.isOver()) {
            end(login);
            throw LoginProblem.refresh_refused.exception();
        }
        if (!login.device().value().equals(key.id()) || !shown.mayBeAnswered(work.now())) {
            work.run(() -> {
                logins.end(login);
                tell.tell(login);
            });
            endAtIssuer(login);
            throw LoginProblem.refresh_refused.exception();
        }
        // Only now: nobody else uses up what the account has.
        tokens.count(login);
        TokenIssuer.Tokens fresh = issuer.refresh(login.issuerToken());
        boolean next = shown.isNewest() && logins.renew(login, fresh.refreshToken());
        // Another one was first, or this is asked for again: it must still be the one before.
        if (!next && !isOneBehind(shown)) {
            throw LoginProblem.refresh_refused.exception();
        }
        return new TokenIssuer.Tokens(
                fresh.accessToken(), tokens.of(login, shown.generation() + 1), fresh.expiresIn());
    }

    private boolean isOneBehind(RefreshTokens.Shown shown) {
        return logins.find(shown.login().id())
                .filter(it -> !it.isOver() && it.generation() == shown.generation() + 1)
                .isPresent();
    }

    /// Whoever has a refresh token may end its login, with an old one too; one that ended before
    /// changes nothing.
    public void end(String refreshToken) {
        tokens.read(refreshToken).map(RefreshTokens.Shown::login).ifPresent(this::end);
    }

    private void end(Login login) {
        logins.end(login);
        endAtIssuer(login);
    }

    private void endAtIssuer(Login login) {
        quietly(() -> issuer.end(login.issuerToken()));
    }

    /// On every device.
    public void endAll(AccountId account) {
        endAll(account, () -> {});
    }

    /// On every device, in one transaction with a change of who may get in: nobody stays in by what
    /// no longer counts, and nothing ends when the change fails.
    public void endAll(AccountId account, Runnable change) {
        work.run(() -> {
            logins.endAll(account);
            change.run();
        });
        quietly(() -> issuer.endAll(account));
    }

    /// The account is no more; repeating is harmless.
    public void forget(AccountId account) {
        issuer.forget(account);
    }

    /// Its sessions are of no use to anybody without the rows here, and end by themselves.
    private static void quietly(Runnable tidying) {
        try {
            tidying.run();
        } catch (ProblemException e) {
            LOG.warn("the issuer was not told that a login ended: {}", e.problem().name());
        }
    }
}
