package cn.biaozhengtong.kit.text;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Judges a name in its composed form (NFC).
public final class NameValidator implements ConstraintValidator<Name, String> {
    /// Dots in their shapes, brackets in both widths, quotes, and what firms write in their names.
    private static final String PUNCTUATION =
            Pattern.quote("·•・．‧.,，、:：;；!！?？&＆+＋-－—–_/／#＃%％@＠*＊~～№'’‘\"“”「」『』")
                    + "()（）〔〕\\[\\]【】《》〈〉";

    /// Letters of a kind that is not drawn, and marks that choose a shape.
    private static final String UNSEEN =
            "\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u3164\\ufe00-\\ufe0f\\uffa0"
                    + "\\x{1d159}\\x{1d173}-\\x{1d17a}\\x{e0100}-\\x{e01ef}";

    /// At most two marks on a letter: more climb over the lines above.
    private static final String WORD =
            "(?:[\\p{L}\\p{N}" + PUNCTUATION + "&&[^" + UNSEEN + "]][\\p{M}&&[^" + UNSEEN + "]]{0,2})+";

    private static final Pattern NAME = Pattern.compile(WORD + "(?: " + WORD + ")*");

    @Override
    public boolean isValid(@Nullable String value, @Nullable ConstraintValidatorContext context) {
        return value == null || value.isEmpty() || isName(value);
    }

    /// Whether a text that is not empty is a name; spaces at its ends do not count.
    public static boolean isName(String text) {
        return NAME.matcher(Normalizer.normalize(text.strip(), Normalizer.Form.NFC)).matches();
    }
}
