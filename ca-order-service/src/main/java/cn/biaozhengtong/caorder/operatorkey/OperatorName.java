package cn.biaozhengtong.caorder.operatorkey;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// An operator's user name as Keycloak keeps it: small letters, digits, `.`, `_`, `-` and `@`
/// within. It becomes the name in a certificate, and by it two people are told apart.
///
/// @param value 2 to 60 characters
public record OperatorName(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,58}[a-z0-9]");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when no operator can be called so
    public OperatorName {
        if (!FORM.matcher(value).matches()) {
            throw OperatorKeyProblem.username_invalid.exception();
        }
    }

    /// Whether two user names are one person's, however either is written: as the database compares
    /// them too, without case, width and accents.
    public static boolean areSame(String one, String other) {
        return folded(one).equals(folded(other));
    }

    private static String folded(String name) {
        String letters = Normalizer.normalize(name, Normalizer.Form.NFKD);
        return MARKS.matcher(letters).replaceAll("").strip().toLowerCase(Locale.ROOT);
    }
}
