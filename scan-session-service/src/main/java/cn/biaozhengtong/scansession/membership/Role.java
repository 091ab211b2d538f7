package cn.biaozhengtong.scansession.membership;

/// What an account is in an enterprise. A word that is not here has no power.
public enum Role {
    administrator,
    agent,
    none;

    /// The role by its word; [#none] for one that we do not know.
    public static Role of(String word) {
        for (Role it : values()) {
            if (it.name().equals(word)) {
                return it;
            }
        }
        return none;
    }
}
