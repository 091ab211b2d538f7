package cn.biaozhengtong.kit.security;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.problem.RequestProblem;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Who a verified token speaks for; a controller takes it as a parameter.
///
/// @param id the account's id for phones, the user name for operators, the client id for services
///   and relying parties
/// @param device the device that logged in, or empty when the token is not a phone's
/// @param login the issuer's session (`sid`) that the token belongs to; every token of one login
///   has the same, another login has another; empty when the token is not a phone's
/// @param roles realm roles of the token
public record Caller(String id, String device, String login, Set<String> roles) {
    /// The account of a phone's token.
    public UUID accountId() {
        return uuid(id);
    }

    /// The device of a phone's token.
    public UUID deviceId() {
        return uuid(device);
    }

    /// The account of a phone's token.
    public AccountId account() {
        return new AccountId(accountId());
    }

    /// Account and device of a phone's token.
    public Person person() {
        return new Person(account(), new DeviceId(deviceId()));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw RequestProblem.forbidden.exception();
        }
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when none of these is the caller's
    public void mustHave(String... anyOf) {
        if (Stream.of(anyOf).noneMatch(this::has)) {
            throw RequestProblem.forbidden.exception();
        }
    }
}
