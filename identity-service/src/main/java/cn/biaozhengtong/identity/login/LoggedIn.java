package cn.biaozhengtong.identity.login;

import java.util.UUID;

/// What the phone gets.
public record LoggedIn(UUID accountId, UUID deviceId, TokenIssuer.Tokens tokens) {}
