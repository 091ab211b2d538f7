package cn.biaozhengtong.enterprise.membership.provider.identity;

import cn.biaozhengtong.enterprise.membership.AccountDirectory;
import cn.biaozhengtong.kit.problem.RemoteProblems;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

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

    record Verified(boolean verified) {}

    record Invitation(String phone, String enterpriseName, String token) {}

    @FeignClient(name = "identity-service", url = "http://identity-service")
    interface Api {
        @PostMapping("/internal/accounts/{id}/matches")
        Answer matches(@PathVariable("id") UUID id, @RequestBody Question question);

        @PostMapping("/internal/accounts/names")
        Map<UUID, String> names(@RequestBody Collection<UUID> accounts);

        @PostMapping("/internal/accounts/{id}/has-phone")
        Answer hasPhone(@PathVariable("id") UUID id, @RequestBody PhoneQuestion question);

        @GetMapping("/internal/accounts/{id}/verified")
        Verified verified(@PathVariable("id") UUID id, @RequestParam("since") String since);

        @PostMapping("/internal/invitations")
        void invite(@RequestBody Invitation invitation);
    }

    @Override
    public boolean matches(UUID account, String name, String phone) {
        return api.matches(account, new Question(name, phone)).matches();
    }

    @Override
    public Map<UUID, String> names(Collection<UUID> accounts) {
        return api.names(accounts);
    }

    @Override
    public boolean hasPhone(UUID account, String phone) {
        return api.hasPhone(account, new PhoneQuestion(phone)).matches();
    }

    @Override
    public boolean verifiedSince(UUID account, Instant moment) {
        return api.verified(account, moment.toString()).verified();
    }

    @Override
    public void invite(String phone, String enterpriseName, String token) {
        RemoteProblems.relay(() -> {
            api.invite(new Invitation(phone, enterpriseName, token));
            return true;
        });
    }
}
