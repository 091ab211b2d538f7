package cn.biaozhengtong.identity.login;

import java.util.Locale;
import java.util.Set;

/// A login password: 8 to 64 characters with letters and digits, not one of those that everybody
/// tries first. It is no certificate PIN: that never leaves the phone.
public record Password(String characters) {
    private static final Set<String> COMMON =
            Set.of(
                    "a1234567",
                    "a12345678",
                    "a123456789",
                    "abc12345",
                    "abc123456",
                    "abcd1234",
                    "abcd12345",
                    "qwer1234",
                    "qwerty123",
                    "1qaz2wsx",
                    "1q2w3e4r",
                    "1q2w3e4r5t",
                    "password1",
                    "password123",
                    "passw0rd",
                    "woaini520",
                    "woaini1314",
                    "aa123456",
                    "aa12345678",
                    "q1w2e3r4",
                    "asdf1234",
                    "zxc123456",
                    "iloveyou1",
                    "admin123",
                    "admin888",
                    "test1234",
                    "qq123456",
                    "wang1234",
                    "12345678a",
                    "123456789a",
                    "5201314a",
                    "a5201314",
                    "asd123456");

    public Password {
        int length = characters.codePointCount(0, characters.length());
        boolean good =
                length >= 8
                        && length <= 64
                        && characters.chars().anyMatch(Character::isDigit)
                        && characters.chars().anyMatch(Character::isLetter)
                        && characters.chars().noneMatch(Character::isISOControl)
                        && !COMMON.contains(characters.toLowerCase(Locale.ROOT));
        if (!good) {
            throw LoginProblem.password_weak.exception();
        }
    }

    @Override
    public String toString() {
        return "Password";
    }
}
