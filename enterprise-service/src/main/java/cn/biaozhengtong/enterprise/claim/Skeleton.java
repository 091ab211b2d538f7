package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.crypto.Sm3;
import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.SpoofChecker.CheckResult;
import com.ibm.icu.text.SpoofChecker.RestrictionLevel;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;

/// What a name looks like, by Unicode's table of confusable characters (UTS 39, section 4): names
/// with the same skeleton are told apart by no reader. Width, spaces, letters of another size and
/// what nobody sees do not count.
final class Skeleton {
    /// Latin with Chinese, Japanese or Korean is how companies are called; any other mixture is not
    /// (UTS 39, section 5.2).
    private static final SpoofChecker SCRIPTS =
            new SpoofChecker.Builder()
                    .setChecks(SpoofChecker.RESTRICTION_LEVEL | SpoofChecker.INVISIBLE)
                    .setRestrictionLevel(RestrictionLevel.HIGHLY_RESTRICTIVE)
                    .build();

    private static final SpoofChecker SHAPES =
            new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

    private Skeleton() {}

    /// As it is stored: which table it was made by, so that a newer one makes it anew, and a digest
    /// of the skeleton, which may be many times as long as the name.
    static String of(String name) {
        byte[] digest = Sm3.digest(text(name).getBytes(StandardCharsets.UTF_8));
        return table() + HexFormat.of().formatHex(digest);
    }

    /// Skeletons of older tables come before it.
    static String table() {
        return "%03d:".formatted(UCharacter.getUnicodeVersion().getMajor());
    }

    static String text(String name) {
        String plain =
                Normalizer.normalize(name, Normalizer.Form.NFKC)
                        .replaceAll(
                                "[\\p{Cf}\\p{Cc}\\p{Z}\\x{fe00}-\\x{fe0f}\\x{e0100}-\\x{e01ef}]",
                                "");
        return SHAPES.getSkeleton(plain).toLowerCase(Locale.ROOT);
    }

    /// Whether somebody may have chosen letters of another script for how they look.
    static boolean mixesScripts(String name) {
        return (check(name).checks & SpoofChecker.RESTRICTION_LEVEL) != 0;
    }

    /// Whether it has what nobody sees. Such names are not taken; they may have been, once.
    static boolean hasInvisible(String name) {
        return name.codePoints().anyMatch(Skeleton::isInvisible)
                || (check(name).checks & SpoofChecker.INVISIBLE) != 0;
    }

    private static boolean isInvisible(int it) {
        return UCharacter.hasBinaryProperty(
                        it, com.ibm.icu.lang.UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                || Character.isISOControl(it);
    }

    private static CheckResult check(String name) {
        CheckResult result = new CheckResult();
        SCRIPTS.failsChecks(name, result);
        return result;
    }
}
