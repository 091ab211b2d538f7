package cn.biaozhengtong.enterprise.membership.provider.identity;

import cn.biaozhengtong.enterprise.membership.AccountDirectory;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.problem.RemoteProblems;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/// identity-service as the directory of accounts.
@Component
class IdentityServiceClient implements AccountDirectory {
    private final Api api;

    IdentityServiceClient(Api api) {
        this.api = api;
    }

    record Question(String name, String phone) {}

    record Answer(boolean matches) {}

    record PhoneQuestion(String phone) {}

    record ProofQuestion(UUID deviceId, String login, String purpose, String act, Instant since) {}

    /// @param proved absent when there was nothing to spend
    record Spent(@Nullable String proved) {}

    record Invitation(String phone, String enterpriseName, String token) {}

    @FeignClient(name = "identity-service", url = "http://identity-service")
    interface Api {
        @PostMapping("/internal/accounts/{id}/matches")
        Answer matches(@PathVariable("id") UUID id, @RequestBody Question question);

        @PostMapping("/internal/accounts/names")
        Map<UUID, String> names(@RequestBody Collection<UUID> accounts);

        @PostMapping("/internal/accounts/{id}/has-phone")
        Answer hasPhone(@PathVariable("id") UUID id, @RequestBody PhoneQuestion question);

        @PostMapping("/internal/accounts/{id}/proofs/spend")
        Spent spend(@PathVariable("id") UUID id, @RequestBody ProofQuestion question);

        @PostMapping("/internal/invitations")
        void invite(@RequestBody Invitation invitation);
    }

    @Override
    public boolean matches(AccountId account, String name, String phone) {
        return api.matches(account.value(), new Question(name, phone)).matches();
    }

    @Override
    public Map<AccountId, String> names(Collection<AccountId> accounts) {
        return api.names(accounts.stream().map(AccountId::value).toList()).entrySet().stream()
                .collect(Collectors.toMap(it -> new AccountId(it.getKey()), Map.Entry::getValue));
    }

    @Override
    public boolean hasPhone(AccountId account, String phone) {
        return api.hasPhone(account.value(), new PhoneQuestion(phone)).matches();
    }

    @Override
    public boolean provedForHandOver(Asker who, UUID handOver, Instant since) {
        ProofQuestion question =
                new ProofQuestion(
                        who.person().device().value(),
                        who.login(),
                        "hand_over",
                        handOver.toString(),
                        since);
        UUID account = who.person().account().value();
        String proved = RemoteProblems.relay(() -> api.spend(account, question)).proved();
        return "possession".equals(proved) || "presence".equals(proved);
    }

    @Override
    public void invite(String phone, String enterpriseName, String token) {
        RemoteProblems.relay(() -> {
            api.invite(new Invitation(phone, enterpriseName, token));
            return true;
        });
    }
}
