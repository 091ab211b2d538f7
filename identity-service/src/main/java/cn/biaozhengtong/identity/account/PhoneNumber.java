package cn.biaozhengtong.identity.account;

/// A mainland mobile number in canonical form: eleven digits beginning with 1.
public record PhoneNumber(String digits) {
    public PhoneNumber {
        if (!digits.matches("1[3-9][0-9]{9}")) {
            throw AccountProblem.phone_invalid.exception();
        }
    }

    /// Accepts spaces, hyphens and the prefixes +86 and 0086.
    public static PhoneNumber parse(String text) {
        return new PhoneNumber(text.replaceAll("[\\s-]", "").replaceFirst("^(\\+86|0086)", ""));
    }

    /// `138****5678`, as shown and logged.
    public String masked() {
        return digits.substring(0, 3) + "****" + digits.substring(7);
    }

    @Override
    public String toString() {
        return masked();
    }
}
