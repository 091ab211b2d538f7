package cn.biaozhengtong.caorder.catalogue;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// When two platforms' names are one to a reader: without width, case, spaces, punctuation, and the
/// mark that the sandbox puts before a name that a developer gave himself. A person reads the name
/// before he approves what a platform wants.
final class PlatformName {
    private static final String SANDBOX = "沙箱";
    private static final Pattern NOT_READ = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

    private PlatformName() {}

    static boolean areSame(String one, String other) {
        return folded(one).equals(folded(other));
    }

    private static String folded(String name) {
        String out = NOT_READ.matcher(compatible(name)).replaceAll("");
        while (out.startsWith(SANDBOX)) {
            out = out.substring(SANDBOX.length());
        }
        return out;
    }

    /// Some small letters are told apart that have one large letter.
    private static String compatible(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC);
        String small = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(small, Normalizer.Form.NFKC);
    }
}
