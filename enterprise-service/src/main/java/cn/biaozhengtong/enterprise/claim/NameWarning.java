package cn.biaozhengtong.enterprise.claim;

import org.jspecify.annotations.Nullable;

/// Why an operator should look twice at a name.
///
/// @param likeEnterprise whom it looks like; null where the name itself is strange
public record NameWarning(
        Kind kind, String chinese, String english, @Nullable LikeEnterprise likeEnterprise) {
    /// What is strange about it.
    public enum Kind {
        /// Characters that nobody sees.
        invisible("名称中有看不见的字符", "The name has characters that nobody sees"),
        /// Letters of scripts that no name mixes, as Latin and Cyrillic.
        mixed_scripts("名称混用了外形相近的不同文字", "The name mixes scripts whose letters look alike"),
        /// But for width, spaces and capitals.
        same_name("另一企业有相同的名称", "Another enterprise has the same name"),
        /// By Unicode's table of confusable characters.
        look_alike("名称与另一企业的看起来一样", "The name looks like another enterprise's");

        private final String chinese;
        private final String english;

        Kind(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }
    }

    /// An enterprise that is registered, or is being claimed.
    public record LikeEnterprise(String name, String uscc) {}

    static NameWarning of(Kind kind, @Nullable LikeEnterprise like) {
        return new NameWarning(kind, kind.chinese, kind.english, like);
    }
}
