package cn.biaozhengtong.caorder.standing.provider.identity;

import cn.biaozhengtong.caorder.standing.IdentityDesk;
import cn.biaozhengtong.kit.problem.RemoteProblems;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/// identity-service as the desk for people.
@Component
class IdentityServiceClient implements IdentityDesk {
    private final Api api;

    IdentityServiceClient(Api api) {
        this.api = api;
    }

    record Question(UUID deviceId, String login, String purpose, String act, Instant since) {}

    /// @param proved absent when there was nothing to spend
    record Answer(@Nullable String proved) {}

    @FeignClient(name = "identity-service", url = "http://identity-service")
    interface Api {
        @PostMapping("/internal/accounts/{id}/proofs/spend")
        Answer spend(@PathVariable("id") UUID id, @RequestBody Question question);
    }

    @Override
    public Optional<Proof> spend(Asker who, Purpose purpose, String act, Instant since) {
        Question question =
                new Question(
                        who.person().device().value(), who.login(), purpose.name(), act, since);
        UUID account = who.person().account().value();
        String proved = RemoteProblems.relay(() -> api.spend(account, question)).proved();
        return proved == null ? Optional.empty() : known(proved);
    }

    /// What is not known here proves nothing.
    private static Optional<Proof> known(String proved) {
        return switch (proved) {
            case "presence" -> Optional.of(Proof.presence);
            case "possession" -> Optional.of(Proof.possession);
            default -> Optional.empty();
        };
    }
}
