package cn.biaozhengtong.identity.regain.web;

import cn.biaozhengtong.identity.regain.DecideRegain;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Contested ones, for operators.
@RestController
@RequestMapping("/operations/v1/regains")
class RegainDeskController {
    private static final String[] MAY = {"support", "ca_administrator"};

    private final DecideRegain decide;

    RegainDeskController(DecideRegain decide) {
        this.decide = decide;
    }

    /// @param objections how many of the case's counted when the operator looked at it
    record Decision(
            @NotNull Boolean approve,
            @NotBlank @Size(max = 200) String reason,
            @NotNull @Min(0) Integer objections) {}

    @GetMapping
    List<DecideRegain.Case> queue(Caller caller) {
        caller.mustHave(MAY);
        return decide.queue();
    }

    /// Two different people approve; one refuses. Who approves says how many objections he saw.
    @PostMapping("/{id}/decision")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decide(Caller caller, @PathVariable UUID id, @Valid @RequestBody Decision decision) {
        caller.mustHave(MAY);
        decide.decide(
                caller.id(),
                id,
                new DecideRegain.Decision(
                        decision.approve(), decision.reason(), decision.objections()));
    }
}
