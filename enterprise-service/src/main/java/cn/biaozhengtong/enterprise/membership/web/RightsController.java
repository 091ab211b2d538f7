package cn.biaozhengtong.enterprise.membership.web;

import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// What other services ask before a dangerous act; no cache here, so ended power ends at once.
@RestController
class RightsController {
    private final Memberships memberships;

    RightsController(Memberships memberships) {
        this.memberships = memberships;
    }

    /// @param role `administrator`, `agent` or `none`
    record Right(String role) {}

    @GetMapping("/internal/enterprises/{enterprise}/members/{account}")
    Right right(@PathVariable EnterpriseId enterprise, @PathVariable AccountId account) {
        return new Right(memberships.role(account, enterprise).map(Enum::name).orElse("none"));
    }

    /// @param accountId absent when the enterprise has none
    record Administrator(@Nullable AccountId accountId) {}

    @GetMapping("/internal/enterprises/{enterprise}/administrator")
    Administrator administrator(@PathVariable EnterpriseId enterprise) {
        return new Administrator(memberships.administrator(enterprise).orElse(null));
    }

    record Named(EnterpriseId id, String name) {}

    /// What the account would have to hand over before it is deleted, frozen or not.
    @GetMapping("/internal/accounts/{account}/administered")
    List<Named> administered(@PathVariable AccountId account) {
        return memberships.of(account).stream()
                .filter(it -> it.role().isAdministrator())
                .map(it -> new Named(it.enterpriseId(), it.enterpriseName()))
                .toList();
    }
}
