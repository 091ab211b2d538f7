package cn.biaozhengtong.sdk;

/// What a platform asks the user for.
///
/// @param kind `bind` or `login`
/// @param purpose for people, at most 60 characters
/// @param accountId the platform's own account, empty when not known yet
/// @param enterpriseName for `bind`: as the platform has it
/// @param uscc for `bind`: as the platform has it
public record SessionRequest(
        String kind, String purpose, String accountId, String enterpriseName, String uscc) {
    public static SessionRequest login(String purpose) {
        return new SessionRequest("login", purpose, "", "", "");
    }

    public static SessionRequest bind(
            String purpose, String accountId, String enterpriseName, String uscc) {
        return new SessionRequest("bind", purpose, accountId, enterpriseName, uscc);
    }
}
