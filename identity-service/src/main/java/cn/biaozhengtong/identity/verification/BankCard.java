package cn.biaozhengtong.identity.verification;

/// A bank card number: 12 to 19 digits that satisfy Luhn (ISO/IEC 7812-1).
public record BankCard(String digits) {
    public BankCard {
        if (!digits.matches("[0-9]{12,19}") || luhn(digits) != 0) {
            throw VerificationProblem.card_invalid.exception();
        }
    }

    public static BankCard parse(String text) {
        return new BankCard(text.replaceAll("\\s", ""));
    }

    private static int luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10;
    }

    @Override
    public String toString() {
        return "*" + digits.substring(digits.length() - 4);
    }
}
