package cn.biaozhengtong.crypto.twoparty;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// A certificate PIN (证书密码): six to sixteen digits, and none that a thief would try first.
///
/// Never leaves the phone. Not printable.
public final class Pin {
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
        return chosen(text, List.of());
    }

    /// The same, and refused when it is made of the user's own numbers, which a thief of the phone
    /// finds beside it.
    ///
    /// @param own as they are written: phone number, identity number, social credit code, dates,
    ///   bank card; what is no digit in them is left out
    /// @throws IllegalArgumentException with a sentence for the user
    public static Pin chosen(String text, Collection<String> own) {
        Pin pin = typed(text);
        if (WeakPins.isEasy(text)) {
            throw new IllegalArgumentException(
                    "too easy to guess: repeated or consecutive digits, a date or a line of keys");
        }
        if (own.stream().anyMatch(it -> WeakPins.isPartOf(text, it))) {
            throw new IllegalArgumentException("too easy to guess: part of a number of your own");
        }
        return pin;
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
