package cn.biaozhengtong.identity.verification;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Which provider serves a method: a configured one before the sandbox, which serves them all.
@Component
class IdentityProviders {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityProviders.class);

    private final List<IdentityProvider> all;

    IdentityProviders(ObjectProvider<IdentityProvider> all) {
        this.all = all.orderedStream().toList();
        if (this.all.isEmpty()) {
            LOG.warn("Not configured: nobody can verify his identity. Set bzt.alipay-certify.*");
        }
    }

    List<IdentityProvider> all() {
        return all;
    }

    IdentityProvider of(VerificationMethod method) {
        return all.stream()
                .filter(it -> it.serves(method))
                .findFirst()
                .orElseThrow(VerificationProblem.method_unavailable::exception);
    }
}
