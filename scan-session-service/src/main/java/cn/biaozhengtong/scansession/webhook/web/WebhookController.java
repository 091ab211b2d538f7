package cn.biaozhengtong.scansession.webhook.web;

import cn.biaozhengtong.kit.problem.RequestProblem;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import cn.biaozhengtong.scansession.webhook.Deliveries;
import cn.biaozhengtong.scansession.webhook.DeliveryId;
import cn.biaozhengtong.scansession.webhook.TestWebhook;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A platform's webhooks: tried out, inspected, sent again.
@RestController
@RequestMapping("/rp/v1")
class WebhookController {
    private final RelyingParties parties;
    private final Deliveries deliveries;
    private final TestWebhook test;

    WebhookController(RelyingParties parties, Deliveries deliveries, TestWebhook test) {
        this.parties = parties;
        this.deliveries = deliveries;
        this.test = test;
    }

    record Range(@NotNull Instant from, @NotNull Instant to) {}

    record Replayed(int deliveries) {}

    /// Sends a `webhook.test` now and waits for its answer.
    @PostMapping("/me/webhook/tests")
    TestWebhook.Outcome test(Caller caller) {
        return test.send(parties.of(caller.id()));
    }

    /// @param before the `createdAt` of the last one seen
    @GetMapping("/webhook-deliveries")
    List<Deliveries.Delivery> list(
            Caller caller,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "pending|delivered|dead")
                    String state,
            @RequestParam(required = false) @Nullable Instant before) {
        return deliveries.of(caller.id(), state, before == null ? FAR : before);
    }

    private static final Instant FAR = Instant.parse("9000-01-01T00:00:00Z");

    @GetMapping("/webhook-deliveries/{id}")
    Deliveries.Delivery one(Caller caller, @PathVariable DeliveryId id) {
        return deliveries.find(caller.id(), id).orElseThrow(RequestProblem.not_found::exception);
    }

    /// Sends it again, with the id that it has.
    @PostMapping("/webhook-deliveries/{id}/replay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void replay(Caller caller, @PathVariable DeliveryId id) {
        one(caller, id);
        deliveries.replay(caller.id(), id);
    }

    /// Sends again what was given up in a time range.
    @PostMapping("/webhook-deliveries/replays")
    Replayed replay(Caller caller, @Valid @RequestBody Range it) {
        return new Replayed(deliveries.replay(caller.id(), it.from(), it.to()));
    }
}
