package cn.biaozhengtong.caorder.standing.web;

import cn.biaozhengtong.caorder.standing.Standing;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What identity-service asks before it deletes an account, and for a person's copy of his data.
@RestController
class StandingController {
    private final Standing standing;

    StandingController(Standing standing) {
        this.standing = standing;
    }

    @GetMapping("/internal/accounts/{id}/standing")
    Standing.Report standing(@PathVariable UUID id) {
        return standing.of(new AccountId(id));
    }

    record Held(boolean holds) {}

    @GetMapping("/internal/accounts/{id}/holds")
    Held holds(@PathVariable UUID id, @RequestParam UUID enterprise) {
        return new Held(standing.holds(new AccountId(id), new EnterpriseId(enterprise)));
    }

    @GetMapping("/internal/accounts/{id}/personal-data")
    Map<String, Object> personalData(@PathVariable UUID id) {
        return standing.personalData(new AccountId(id));
    }
}
