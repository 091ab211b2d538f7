package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;

/// What the phone gets.
///
/// @param deviceId of the key that proved the login
public record LoggedIn(AccountId accountId, DeviceId deviceId, TokenIssuer.Tokens tokens) {}
