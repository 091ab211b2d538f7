package cn.biaozhengtong.caorder.hold;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;

/// Why nothing that somebody holds may be in force. It begins and ends with what another service
/// tells; no holder ends one.
public sealed interface Hold {
    /// He belongs no longer to the enterprise (移出、退出); until he belongs again.
    record MembershipEnded(AccountId account, EnterpriseId enterprise) implements Hold {}

    /// An operator froze the account (冻结账号).
    record AccountFrozen(AccountId account) implements Hold {}

    /// An operator froze the enterprise (冻结企业), whoever holds something in its name.
    record EnterpriseFrozen(EnterpriseId enterprise) implements Hold {}

    /// For the audit log, and for who is told that a certificate is frozen.
    default String cause() {
        return switch (this) {
            case MembershipEnded _ -> "membership ended";
            case AccountFrozen _ -> "account frozen";
            case EnterpriseFrozen _ -> "enterprise frozen";
        };
    }

    /// Names who it is about; one of each is in force at a time.
    default String subject() {
        return switch (this) {
            case MembershipEnded it -> "membership:" + it.account() + ":" + it.enterprise();
            case AccountFrozen it -> "account:" + it.account();
            case EnterpriseFrozen it -> "enterprise:" + it.enterprise();
        };
    }
}
