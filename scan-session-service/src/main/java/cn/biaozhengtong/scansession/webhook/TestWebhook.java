package cn.biaozhengtong.scansession.webhook;

import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import cn.biaozhengtong.scansession.relyingparty.RelyingPartyProblem;
import cn.biaozhengtong.scansession.relyingparty.WebhookTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Sends one webhook that tells of nothing, so that an integrator sees what his endpoint answers.
@Component
public class TestWebhook {
    private final WebhookTarget targets;
    private final WebhookSignature signature;
    private final WebhookPost post;
    private final JsonMapper json;
    private final Clock clock;

    TestWebhook(
            WebhookTarget targets,
            WebhookSignature signature,
            WebhookPost post,
            JsonMapper json,
            Clock clock) {
        this.targets = targets;
        this.signature = signature;
        this.post = post;
        this.json = json;
        this.clock = clock;
    }

    /// @param status of the answer; 0 where there was none
    /// @param error why not, or empty
    public record Outcome(int status, String error) {}

    public Outcome send(RelyingParties.RelyingParty party) {
        String url = party.webhookUrl();
        if (url == null) {
            throw RelyingPartyProblem.webhook_missing.exception();
        }
        Optional<InetAddress> address = targets.resolve(url);
        if (address.isEmpty()) {
            return new Outcome(0, "address refused");
        }
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        String body =
                json.writeValueAsString(
                        Map.of("type", "webhook.test", "timestamp", now, "data", Map.of()));
        try {
            int status =
                    post.to(
                                    URI.create(url),
                                    address.get(),
                                    new WebhookPost.Message(
                                            id,
                                            now.getEpochSecond(),
                                            signature.sign(
                                                    party.clientId(),
                                                    id,
                                                    now.getEpochSecond(),
                                                    body),
                                            body))
                            .status();
            return new Outcome(status, "");
        } catch (IOException e) {
            return new Outcome(0, String.valueOf(e.getMessage()));
        }
    }
}
