package cn.biaozhengtong.identity.verification;

/// What a provider's answer proves beyond that name and number belong together; a later one proves
/// more.
public enum Assurance {
    /// That somebody knows the data of a person. Whoever copied an identity card does.
    elements,
    /// That somebody holds a thing of the person: the bank asked for a code that it sent itself.
    possession,
    /// That the person himself is here: a living face was compared with the register's picture.
    presence;

    public boolean reaches(Assurance needed) {
        return compareTo(needed) >= 0;
    }
}
