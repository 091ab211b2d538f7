package cn.biaozhengtong.identity.verification;

/// What an attempt is for: its result counts for nothing else.
public enum VerificationPurpose {
    /// That the account is this person's, or that he is here again.
    identity,
    /// That a card is this person's.
    card
}
