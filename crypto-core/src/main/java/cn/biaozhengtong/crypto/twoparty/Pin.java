package cn.biaozhengtong.crypto.twoparty;

import java.util.Arrays;

/// A certificate PIN (证书密码): six to sixteen digits, not all alike, not a run, no fixed favourite.
///
/// Never leaves the phone. Not printable.
public final class Pin {
    private static final java.util.Set<String> FAVOURITES =
            java.util.Set.of("112233", "123321", "121212", "123123", "147258", "520520", "520131");

    private final char[] digits;

    private Pin(char[] digits) {
        this.digits = digits;
    }

    /// A PIN as typed to unmask; only its form is checked.
    ///
    /// @throws IllegalArgumentException unless six to sixteen digits
    public static Pin typed(String text) {
        if (!text.matches("[0-9]{6,16}")) {
            throw new IllegalArgumentException("a PIN is 6 to 16 digits");
        }
        return new Pin(text.toCharArray());
    }

    /// A PIN as chosen: also refused when a thief would try it first.
    ///
    /// @throws IllegalArgumentException with a sentence for the user
    public static Pin chosen(String text) {
        Pin pin = typed(text);
        boolean same = text.chars().allMatch(c -> c == text.charAt(0));
        boolean run = isRun(text, 1) || isRun(text, -1);
        if (same || run || FAVOURITES.contains(text)) {
            throw new IllegalArgumentException("too easy to guess: repeated or consecutive digits");
        }
        return pin;
    }

    private static boolean isRun(String text, int step) {
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) - text.charAt(i - 1) != step) {
                return false;
            }
        }
        return true;
    }

    char[] characters() {
        return digits.clone();
    }

    /// Overwrites the digits.
    public void wipe() {
        Arrays.fill(digits, '0');
    }

    @Override
    public String toString() {
        return "Pin";
    }
}
