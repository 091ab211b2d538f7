package cn.biaozhengtong.scansession.membership;

/// As what an account acts. A word that is not here has no power.
public enum Role {
    administrator,
    agent,

    /// Acts for himself, with a certificate of his own.
    person,
    none;

    /// The role that an enterprise gives, by its word; [#none] for one that we do not know.
    public static Role of(String word) {
        return switch (word) {
            case "administrator" -> administrator;
            case "agent" -> agent;
            default -> none;
        };
    }
}
