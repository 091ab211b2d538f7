package cn.biaozhengtong.caorder.recovery.web;

import cn.biaozhengtong.caorder.recovery.DecideContest;
import cn.biaozhengtong.caorder.recovery.RecoveryState;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Contested recoveries for CA operators, who see them before any order.
@RestController
@RequestMapping("/review/v1/recoveries")
class ContestDeskController {
    private final DecideContest contests;

    ContestDeskController(DecideContest contests) {
        this.contests = contests;
    }

    record ContestDecision(@NotNull Boolean goesOn, @NotBlank @Size(max = 200) String reason) {}

    record ContestDecided(UUID recoveryId, RecoveryState state) {}

    @GetMapping
    List<DecideContest.Contested> waiting(Caller caller) {
        caller.mustHave("ca_reviewer", "ca_approver");
        return contests.waiting();
    }

    @PostMapping("/{id}/decisions")
    ContestDecided decide(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody ContestDecision request) {
        caller.mustHave("ca_reviewer", "ca_approver");
        return new ContestDecided(
                id, contests.decide(caller.id(), id, request.goesOn(), request.reason().strip()));
    }
}
