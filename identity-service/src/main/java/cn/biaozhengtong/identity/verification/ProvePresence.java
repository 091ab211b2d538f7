package cn.biaozhengtong.identity.verification;

import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.verification.IdentityProvider.Answer;
import cn.biaozhengtong.identity.verification.IdentityProvider.Claim;
import java.net.URI;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Whether a person whom no login vouches for is here himself: a living face, never two or four
/// elements. Binds nothing and opens nothing.
@Component
public class ProvePresence {
    private static final VerificationMethod METHOD = VerificationMethod.alipay;

    private final IdentityProviders providers;

    ProvePresence(IdentityProviders providers) {
        this.providers = providers;
    }

    /// @param reference of whoever asks; repeating it is harmless
    /// @return where the person has to go on
    public Optional<URI> begin(String reference, String name, IdNumber number) {
        Claim claim = new Claim(METHOD, name, number, Optional.empty(), Optional.empty());
        IdentityProvider provider = provider();
        if (!provider.proves(METHOD).reaches(Assurance.presence)) {
            throw VerificationProblem.method_too_weak.exception();
        }
        // What it comes to, and what the provider's page says: another number to log in with.
        return provider.submit(reference, claim, VerificationPurpose.phone);
    }

    /// Whatever is not `match` proves nothing.
    public Answer ask(String reference) {
        return provider().query(reference);
    }

    public void forget(String reference) {
        provider().forget(reference);
    }

    private IdentityProvider provider() {
        return providers.of(METHOD);
    }
}
