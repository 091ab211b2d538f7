package cn.biaozhengtong.kit.security;

import java.util.Set;

/// Who a verified token speaks for; a controller takes it as a parameter.
///
/// @param id the account's id for phones, the user name for operators, the client id for services
///     and relying parties
/// @param device the device that logged in, or empty when the token is not a phone's
/// @param roles realm roles of the token
public record Caller(String id, String device, Set<String> roles) {
    public boolean has(String role) {
        return roles.contains(role);
    }
}
