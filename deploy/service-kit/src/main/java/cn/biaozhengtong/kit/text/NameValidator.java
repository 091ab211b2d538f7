package cn.biaozhengtong.kit.text;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.text.Normalizer;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Judges a name in its composed form (NFC), in one pass and without recursion: what is judged may
/// be as long as a body.
public final class NameValidator implements ConstraintValidator<Name, String> {
    /// Dots in their shapes, brackets in both widths, quotes, and what firms write in their names.
    private static final Set<Integer> PUNCTUATION =
            "·•・．‧.,，、:：;；!！?？&＆+＋-－—–_/／#＃%％@＠*＊~～№'’‘\"“”「」『』()（）〔〕[]【】《》〈〉"
                    .codePoints()
                    .boxed()
                    .collect(Collectors.toUnmodifiableSet());

    /// More climb over the lines above.
    private static final int MARKS_ON_A_LETTER = 2;

    @Override
    public boolean isValid(@Nullable String value, @Nullable ConstraintValidatorContext context) {
        return value == null || value.isEmpty() || isName(value);
    }

    /// Whether a text that is not empty is a name; spaces at its ends do not count.
    public static boolean isName(String text) {
        int[] name = Normalizer.normalize(text.strip(), Normalizer.Form.NFC).codePoints().toArray();
        // Of the letter before; none after a space.
        int marks = MARKS_ON_A_LETTER;
        boolean inWord = false;
        for (int it : name) {
            if (it == ' ') {
                if (!inWord) {
                    return false;
                }
                inWord = false;
            } else if (isMark(it)) {
                if (!inWord || isUnseen(it) || ++marks > MARKS_ON_A_LETTER) {
                    return false;
                }
            } else if (isDrawn(it)) {
                inWord = true;
                marks = 0;
            } else {
                return false;
            }
        }
        return inWord;
    }

    private static boolean isDrawn(int it) {
        return switch (Character.getType(it)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER ->
                    !isUnseen(it);
            default -> PUNCTUATION.contains(it);
        };
    }

    private static boolean isMark(int it) {
        return switch (Character.getType(it)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    true;
            default -> false;
        };
    }

    /// Fillers, and marks that only choose a shape: letters and marks by category, and not drawn.
    private static boolean isUnseen(int it) {
        return it == 0x034f
                || it == 0x115f
                || it == 0x1160
                || it == 0x17b4
                || it == 0x17b5
                || it >= 0x180b && it <= 0x180f
                || it == 0x3164
                || it >= 0xfe00 && it <= 0xfe0f
                || it == 0xffa0
                || it >= 0xe0100 && it <= 0xe01ef;
    }
}
