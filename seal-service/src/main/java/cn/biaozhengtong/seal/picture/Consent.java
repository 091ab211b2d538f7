package cn.biaozhengtong.seal.picture;

import cn.biaozhengtong.seal.life.Seal;
import org.jspecify.annotations.Nullable;

/// What the legal person agrees to when his signature becomes a seal of the enterprise. He is named
/// by his account, not here.
///
/// @param statement in the words that he is shown, and gives back
public record Consent(String statement) {
    public static Consent to(Seal it) {
        return new Consent(
                "本人是“%s”的法定代表人，同意以本人手写签名制作该企业的法人手写签名电子印章，由该企业依法使用。".formatted(it.owner().name()));
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when something else was said, or
    ///   nothing
    public void mustBe(@Nullable String stated) {
        if (!statement.equals(stated)) {
            throw PictureProblem.consent_missing.exception();
        }
    }
}
