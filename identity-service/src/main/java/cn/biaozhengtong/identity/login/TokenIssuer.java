package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.Person;

/// Port to the one who issues tokens (Keycloak).
public interface TokenIssuer {
    /// @param accessToken JWT
    /// @param expiresIn seconds
    record Tokens(String accessToken, String refreshToken, long expiresIn) {}

    /// Makes sure that the account is known there.
    void know(AccountId account);

    /// A fresh ticket was refused, or tokens came out as nobody can use them: something was away
    /// for a moment.
    final class Refused extends RuntimeException {}

    /// Exchanges a one-time ticket for tokens, which are bound to the device that it was issued to.
    ///
    /// @throws Refused another ticket may do
    Tokens login(AccountId account, String ticket);

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when the refresh token is no longer
    ///   good
    Tokens refresh(String refreshToken);

    /// Whose tokens these are.
    Holder holder(Tokens tokens);

    /// @param login the issuer's session, `sid` in every token of it
    record Holder(Person person, String login) {}

    /// Ends the login that a refresh token belongs to; repeating is harmless.
    void end(String refreshToken);

    /// Ends every login of the account.
    void endAll(AccountId account);

    /// Lets the account's next token carry the role; repeating is harmless.
    void grantVerified(AccountId account);

    /// The account is no more; repeating is harmless.
    void forget(AccountId account);
}
