package cn.biaozhengtong.identity.login;

import java.util.UUID;

/// What the phone gets.
///
/// @param deviceId of the key that proved the login
public record LoggedIn(UUID accountId, UUID deviceId, TokenIssuer.Tokens tokens) {}
