package cn.biaozhengtong.identity.verification;

import java.util.List;
import org.springframework.stereotype.Component;

/// Which provider serves a method: a configured one before the sandbox, which serves them all.
@Component
class IdentityProviders {
    private final List<IdentityProvider> all;

    /// @param all by their order
    IdentityProviders(List<IdentityProvider> all) {
        this.all = all;
    }

    IdentityProvider of(VerificationMethod method) {
        return all.stream()
                .filter(it -> it.serves(method))
                .findFirst()
                .orElseThrow(VerificationProblem.method_unavailable::exception);
    }
}
