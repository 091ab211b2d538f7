package cn.biaozhengtong.enterprise.delegation.web;

import cn.biaozhengtong.enterprise.delegation.Delegate;
import cn.biaozhengtong.enterprise.delegation.Delegation;
import cn.biaozhengtong.enterprise.delegation.Delegation.SubjectKind;
import cn.biaozhengtong.kit.device.FreshProof;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Delegations (授权), for phones.
@RestController
@RequestMapping("/api/enterprises/v1/enterprises/{id}/delegations")
class DelegationController {
    private final Delegate delegate;

    DelegationController(Delegate delegate) {
        this.delegate = delegate;
    }

    /// @param sealId for a seal only
    /// @param platforms codes; none for every one
    record GrantRequest(
            @NotNull UUID agentId,
            @NotNull SubjectKind subjectKind,
            @Nullable UUID sealId,
            @NotNull @Size(max = 10)
                    Set<@NotNull @Pattern(regexp = "[A-Z0-9-]{2,30}") String> platforms,
            @NotEmpty @Size(max = 6)
                    Set<
                                    @NotNull
                                    @Pattern(
                                            regexp = "login|authenticate|sign|seal|encrypt|decrypt")
                                    String>
                            sessionKinds,
            @Min(1) @Max(100000) int uses,
            @NotNull Instant until) {}

    record Granted(UUID id) {}

    /// All for the administrator, his own for an agent.
    @GetMapping
    List<Delegation> list(Caller caller, @PathVariable EnterpriseId id) {
        return delegate.visibleTo(caller.account(), id);
    }

    @FreshProof
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Granted grant(
            Caller caller,
            @PathVariable EnterpriseId id,
            @Valid @RequestBody GrantRequest request) {
        UUID seal = request.sealId();
        return new Granted(
                delegate.grant(
                        caller.account(),
                        id,
                        new Delegate.Grant(
                                new AccountId(request.agentId()),
                                request.subjectKind(),
                                seal == null ? "" : seal.toString(),
                                request.platforms(),
                                request.sessionKinds(),
                                request.uses(),
                                request.until())));
    }

    /// Ends it at once.
    @DeleteMapping("/{delegation}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(Caller caller, @PathVariable EnterpriseId id, @PathVariable UUID delegation) {
        delegate.end(caller.account(), id, delegation);
    }
}
