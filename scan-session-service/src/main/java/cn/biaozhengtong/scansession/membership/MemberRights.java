package cn.biaozhengtong.scansession.membership;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Port to who knows the members of enterprises (enterprise-service); asked before each signature.
public interface MemberRights {
    /// [Role#none] for strangers, and for roles that this service does not know.
    Role role(AccountId account, EnterpriseId enterprise);

    /// What a member is about to do in a session.
    ///
    /// @param useId the session's, of a document in it: the same one is counted once
    /// @param seal with which seal; empty for his own certificate
    record Use(String useId, Optional<UUID> seal, String platform, String sessionKind) {
        public static Use ofCertificate(String useId, String platform, String sessionKind) {
            return new Use(useId, Optional.empty(), platform, sessionKind);
        }

        public static Use ofSeal(String useId, UUID seal, String platform, String sessionKind) {
            return new Use(useId, Optional.of(seal), platform, sessionKind);
        }
    }

    /// Whether an agent may do all of it, by what the administrator delegated to him; counts
    /// nothing.
    boolean mayUse(AccountId account, EnterpriseId enterprise, List<Use> uses);

    /// Counts all of it, or none when too little is left, and is false then.
    boolean use(AccountId account, EnterpriseId enterprise, List<Use> uses);
}
