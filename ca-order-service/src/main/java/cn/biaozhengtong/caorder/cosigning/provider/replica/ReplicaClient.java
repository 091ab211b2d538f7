package cn.biaozhengtong.caorder.cosigning.provider.replica;

import cn.biaozhengtong.caorder.cosigning.AcceptedShares;
import cn.biaozhengtong.caorder.cosigning.CosigningProblem;
import cn.biaozhengtong.caorder.cosigning.RoundOwner;
import cn.biaozhengtong.caorder.cosigning.WireRound;
import cn.biaozhengtong.kit.problem.ProblemException;
import feign.FeignException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.circuitbreaker.NoFallbackAvailableException;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/// Asks the replica that opened a round, once. Whatever goes wrong on the way, the round is lost:
/// the user begins a new one and has no wrong PIN to his account.
@Component
class ReplicaClient implements RoundOwner {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicaClient.class);

    private final Api api;

    ReplicaClient(Api api) {
        this.api = api;
    }

    record Finish(
            UUID process, UUID keyId, AcceptedShares shares, List<WireRound.Answer> answers) {}

    record Verdict(@Nullable List<byte[]> signatures, @Nullable Refusal refusal) {}

    record Refusal(
            CosigningProblem problem,
            @Nullable String detail,
            int retryAfterSeconds,
            Map<String, Object> extensions) {}

    @FeignClient(name = "round-owner", url = "http://round-owner")
    interface Api {
        @PostMapping("/internal/rounds/{round}")
        Verdict finish(URI owner, @PathVariable("round") UUID round, @RequestBody Finish finish);
    }

    @Override
    public List<byte[]> finish(Question it) {
        Verdict verdict = ask(it);
        Refusal refusal = verdict.refusal();
        if (refusal != null) {
            throw refusal(refusal);
        }
        return Objects.requireNonNull(verdict.signatures());
    }

    private Verdict ask(Question it) {
        try {
            return api.finish(
                    URI.create(it.url()),
                    it.roundId().value(),
                    new Finish(
                            it.process(),
                            it.keyId().value(),
                            it.shares(),
                            it.answers().stream().map(WireRound.Answer::of).toList()));
        } catch (FeignException | NoFallbackAvailableException e) {
            LOG.warn("round {} is lost with {}: {}", it.roundId(), it.url(), e.toString());
            throw CosigningProblem.round_lost.exception();
        }
    }

    private static ProblemException refusal(Refusal it) {
        String said = it.detail();
        String detail = said == null || said.equals(it.problem().name()) ? "" : said;
        return new ProblemException(it.problem(), detail, it.retryAfterSeconds(), it.extensions());
    }
}
