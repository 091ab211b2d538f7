package cn.biaozhengtong.scansession.relyingparty;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A platform's server becomes known: at the token endpoint, and here.
@Component
public class RegisterRelyingParty {
    private final RelyingParties parties;
    private final Platforms platforms;
    private final TokenClients clients;
    private final WebhookTarget targets;

    RegisterRelyingParty(
            RelyingParties parties,
            Platforms platforms,
            TokenClients clients,
            WebhookTarget targets) {
        this.parties = parties;
        this.platforms = platforms;
        this.clients = clients;
        this.targets = targets;
    }

    /// @param admitsPersons whether persons may act with certificates of their own
    /// @param credential null when the token endpoint's administrator made the client himself
    public record Wish(
            String clientId,
            String platformCode,
            @Nullable String webhookUrl,
            TokenClients.@Nullable Credential credential,
            boolean admitsPersons) {}

    /// @return the webhook secret, shown this once
    public String register(String registrar, Wish wish) {
        String name =
                platforms
                        .name(wish.platformCode())
                        .orElseThrow(RelyingPartyProblem.platform_unknown::exception);
        mustBeAllowed(wish.webhookUrl());
        parties.mustBeNew(wish.clientId(), wish.platformCode());
        String pass =
                wish.credential() == null
                        ? null
                        : clients.create(wish.clientId(), name, wish.credential());
        return parties.register(
                registrar,
                new RelyingParties.RelyingParty(
                        wish.clientId(),
                        wish.platformCode(),
                        name,
                        wish.webhookUrl(),
                        false,
                        null,
                        List.of(),
                        false,
                        wish.admitsPersons()),
                pass);
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when nothing may be sent there
    public void mustBeAllowed(@Nullable String webhookUrl) {
        if (webhookUrl != null && !targets.allows(webhookUrl)) {
            throw RelyingPartyProblem.webhook_refused.exception();
        }
    }

    /// The platform proves itself with these keys from now on, and with no other.
    public void replaceKeys(String clientId, TokenClients.Credential keys) {
        parties.active(clientId);
        String pass =
                parties.pass(clientId)
                        .orElseThrow(RelyingPartyProblem.credential_elsewhere::exception);
        parties.keepPass(clientId, clients.replace(clientId, pass, keys));
    }
}
