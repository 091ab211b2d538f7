package cn.biaozhengtong.scansession.relyingparty;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The CA administrator registers a platform's OAuth2 client.
@Component
public class RegisterRelyingParty {
    private final RelyingParties parties;
    private final Platforms platforms;
    private final WebhookTarget targets;

    RegisterRelyingParty(RelyingParties parties, Platforms platforms, WebhookTarget targets) {
        this.parties = parties;
        this.platforms = platforms;
        this.targets = targets;
    }

    public String register(
            String administrator,
            String clientId,
            String platformCode,
            @Nullable String webhookUrl) {
        String name =
                platforms
                        .name(platformCode)
                        .orElseThrow(RelyingPartyProblem.platform_unknown::exception);
        if (webhookUrl != null && !targets.allows(webhookUrl)) {
            throw RelyingPartyProblem.webhook_refused.exception();
        }
        return parties.register(
                administrator,
                new RelyingParties.RelyingParty(
                        clientId, platformCode, name, webhookUrl, false, null, List.of()));
    }
}
