package cn.biaozhengtong.enterprise.claim;

/// A unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, last one a check.
public record Uscc(String value) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int MODULUS = 31;

    public Uscc {
        boolean form = value.matches("[0-9A-HJ-NP-RT-UW-Y]{18}");
        if (!form || value.charAt(17) != check(value)) {
            throw ClaimProblem.uscc_invalid.exception();
        }
    }

    /// Accepts lower case, full width and spaces.
    public static Uscc parse(String text) {
        String half = java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC);
        return new Uscc(half.replaceAll("\\s", "").toUpperCase(java.util.Locale.ROOT));
    }

    /// The check character of the first 17: `(31 − Σ cᵢ·3ⁱ mod 31) mod 31`.
    public static char check(String code) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += ALPHABET.indexOf(code.charAt(i)) * weight;
            weight = weight * 3 % MODULUS;
        }
        return ALPHABET.charAt((MODULUS - sum % MODULUS) % MODULUS);
    }

    @Override
    public String toString() {
        return value;
    }
}
