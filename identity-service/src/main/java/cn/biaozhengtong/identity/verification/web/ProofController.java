package cn.biaozhengtong.identity.verification.web;

import cn.biaozhengtong.identity.verification.Act;
import cn.biaozhengtong.identity.verification.Assurance;
import cn.biaozhengtong.identity.verification.SpendProof;
import cn.biaozhengtong.identity.verification.VerificationPurpose;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// For services that let a person do one thing when he proved his identity for it.
@RestController
class ProofController {
    private final SpendProof proofs;

    ProofController(SpendProof proofs) {
        this.proofs = proofs;
    }

    /// @param act what the person named when he began
    /// @param since what was begun before it does not count
    record SpendRequest(
            @NotNull UUID deviceId,
            @NotBlank @Size(max = 100) String login,
            @NotNull VerificationPurpose purpose,
            @NotBlank @Size(max = 100) String act,
            @NotNull Instant since) {}

    /// @param proved absent when nothing was there to be spent
    record SpendAnswer(@Nullable Assurance proved) {}

    @PostMapping("/internal/accounts/{id}/proofs/spend")
    SpendAnswer spend(@PathVariable AccountId id, @Valid @RequestBody SpendRequest it) {
        Act act = new Act(it.purpose(), it.act(), new DeviceId(it.deviceId()), it.login());
        return new SpendAnswer(proofs.spend(id, act, it.since()).orElse(null));
    }
}
