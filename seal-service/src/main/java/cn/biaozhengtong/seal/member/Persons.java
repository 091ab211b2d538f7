package cn.biaozhengtong.seal.member;

import java.util.UUID;

/// Port to who knows people by their verified identity.
public interface Persons {
    /// Whether the account's verified person is the enterprise's legal person, by name and number
    /// of his document.
    boolean isLegalPerson(UUID enterprise, UUID account);
}
