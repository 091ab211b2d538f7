package cn.biaozhengtong.enterprise.claim.web;

import cn.biaozhengtong.enterprise.claim.ReadClaim;
import cn.biaozhengtong.enterprise.claim.SettleClaim;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What ca-order-service's saga asks and commands.
@RestController
class ClaimSagaController {
    private final ReadClaim read;
    private final SettleClaim settle;

    ClaimSagaController(ReadClaim read, SettleClaim settle) {
        this.read = read;
        this.settle = settle;
    }

    @GetMapping("/internal/claims/{id}")
    ReadClaim.Statement statement(@PathVariable UUID id) {
        return read.read(id);
    }

    @PostMapping("/internal/claims/{id}/reserve")
    ReadClaim.Statement reserve(@PathVariable UUID id) {
        settle.reserve(id);
        return read.read(id);
    }

    @PostMapping("/internal/claims/{id}/confirm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(@PathVariable UUID id) {
        settle.confirm(id);
    }

    @PostMapping("/internal/claims/{id}/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable UUID id) {
        settle.release(id);
    }

    /// What is in force of a registered enterprise.
    @GetMapping("/internal/enterprises/{id}/statement")
    ReadClaim.Statement inForce(@PathVariable EnterpriseId id) {
        return read.inForce(id);
    }
}
