package cn.biaozhengtong.identity.account;

/// Any but `deleted`, which is the end, may become any other.
public enum AccountState {
    active,
    /// By an operator: nobody gets in, what is logged in ends.
    frozen,
    /// Of the person only the id is left.
    deleted
}
