package cn.biaozhengtong.caorder.cosigning.web;

import cn.biaozhengtong.caorder.cosigning.AcceptedShares;
import cn.biaozhengtong.caorder.cosigning.Cosigner;
import cn.biaozhengtong.caorder.cosigning.CosigningProblem;
import cn.biaozhengtong.caorder.cosigning.KeyId;
import cn.biaozhengtong.caorder.cosigning.RoundId;
import cn.biaozhengtong.caorder.cosigning.WireRound;
import cn.biaozhengtong.kit.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// For the other replicas of this service: finishes a round that this process opened. What is not
/// this process's is lost; it is never passed on again.
@RestController
class RoundController {
    private final Cosigner cosigner;

    RoundController(Cosigner cosigner) {
        this.cosigner = cosigner;
    }

    /// @param process that the round's row names
    record Finish(
            @NotNull UUID process,
            @NotNull UUID keyId,
            @NotNull AcceptedShares shares,
            @NotEmpty @Size(max = 502) List<WireRound.@NotNull @Valid Answer> answers) {}

    /// Either signatures, or a refusal of [CosigningProblem] with all that it says: a verdict about
    /// the round, not a failure of the call.
    record Verdict(@Nullable List<byte[]> signatures, @Nullable Refusal refusal) {}

    record Refusal(
            CosigningProblem problem,
            @Nullable String detail,
            int retryAfterSeconds,
            Map<String, Object> extensions) {}

    @PostMapping("/internal/rounds/{round}")
    Verdict finish(@PathVariable UUID round, @Valid @RequestBody Finish it) {
        try {
            return new Verdict(
                    cosigner.finishOwn(
                            it.process(),
                            new KeyId(it.keyId()),
                            new RoundId(round),
                            WireRound.answers(it.answers()),
                            it.shares()),
                    null);
        } catch (ProblemException e) {
            if (!(e.problem() instanceof CosigningProblem problem)) {
                throw e;
            }
            return new Verdict(
                    null,
                    new Refusal(problem, e.getMessage(), e.retryAfterSeconds(), e.extensions()));
        }
    }
}
