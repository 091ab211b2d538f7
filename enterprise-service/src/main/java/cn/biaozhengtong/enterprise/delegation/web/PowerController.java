package cn.biaozhengtong.enterprise.delegation.web;

import cn.biaozhengtong.enterprise.delegation.Delegation;
import cn.biaozhengtong.enterprise.delegation.UsePower;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What other services ask before a member acts in the enterprise's name, and when he does.
@RestController
@RequestMapping("/internal/enterprises/{enterprise}")
class PowerController {
    private final UsePower power;

    PowerController(UsePower power) {
        this.power = power;
    }

    /// @param subjectId a seal's id; empty for the account's own certificate
    record UseRequest(
            @NotBlank @Size(max = 80) String useId,
            @NotNull Delegation.SubjectKind subjectKind,
            @NotNull @Size(max = 64) String subjectId,
            @NotBlank @Size(max = 40) String platform,
            @NotBlank @Size(max = 30) String sessionKind) {
        Delegation.Use parse() {
            return new Delegation.Use(useId, subjectKind, subjectId, platform, sessionKind);
        }
    }

    /// @param uses all or none are allowed
    record UsesRequest(@NotEmpty @Size(max = 500) List<@NotNull @Valid UseRequest> uses) {
        List<Delegation.Use> parse() {
            return uses.stream().map(UseRequest::parse).toList();
        }
    }

    record Allowed(boolean allowed) {}

    /// Counts nothing.
    @PostMapping("/members/{account}/may-use")
    Allowed may(
            @PathVariable EnterpriseId enterprise,
            @PathVariable AccountId account,
            @Valid @RequestBody UsesRequest request) {
        return new Allowed(power.mayUse(account, enterprise, request.parse()));
    }

    /// Counts each, once per use id.
    @PostMapping("/members/{account}/uses")
    Allowed use(
            @PathVariable EnterpriseId enterprise,
            @PathVariable AccountId account,
            @Valid @RequestBody UsesRequest request) {
        return new Allowed(power.use(account, enterprise, request.parse()));
    }

    record Delegates(Set<AccountId> accountIds) {}

    /// Agents who may use a seal by a delegation that is in force.
    @GetMapping("/seals/{seal}/delegates")
    Delegates delegates(@PathVariable EnterpriseId enterprise, @PathVariable UUID seal) {
        return new Delegates(power.delegates(enterprise, seal));
    }
}
