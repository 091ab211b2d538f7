package cn.biaozhengtong.identity.account;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/// A resident identity number (公民身份号码, GB 11643): 17 digits and a check character.
public record IdNumber(String value) {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    public IdNumber {
        if (!value.matches("[1-9][0-9]{16}[0-9X]")
                || !birthIsADate(value)
                || value.charAt(17) != check(value)) {
            throw AccountProblem.id_number_invalid.exception();
        }
    }

    public static IdNumber parse(String text) {
        return new IdNumber(text.strip().toUpperCase(java.util.Locale.ROOT));
    }

    /// The check character of the first 17 digits.
    public static char check(String digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (digits.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11);
    }

    private static boolean birthIsADate(String value) {
        try {
            return LocalDate.parse(value.substring(6, 14), DateTimeFormatter.BASIC_ISO_DATE)
                    .isAfter(LocalDate.of(1900, 1, 1));
        } catch (DateTimeException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return value.substring(0, 3) + "***********" + value.substring(14);
    }
}
