package cn.biaozhengtong.identity.verification.web;

import cn.biaozhengtong.identity.verification.AskOutcome;
import java.time.Instant;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// For services that need a person to have proved his identity lately.
@RestController
class VerifiedController {
    private final AskOutcome outcome;

    VerifiedController(AskOutcome outcome) {
        this.outcome = outcome;
    }

    record VerifiedAnswer(boolean verified) {}

    @GetMapping("/internal/accounts/{id}/verified")
    VerifiedAnswer verified(@PathVariable UUID id, @RequestParam Instant since) {
        return new VerifiedAnswer(outcome.verifiedSince(id, since));
    }
}
