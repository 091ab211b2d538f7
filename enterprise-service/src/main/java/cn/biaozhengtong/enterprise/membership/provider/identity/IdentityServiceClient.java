package cn.biaozhengtong.enterprise.membership.provider.identity;

import cn.biaozhengtong.enterprise.membership.AccountDirectory;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
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

    @FeignClient(name = "identity-service", url = "${bzt.services.identity-service.url}")
    interface Api {
        @PostMapping("/internal/accounts/{id}/matches")
        Answer matches(@PathVariable("id") UUID id, @RequestBody Question question);

        @PostMapping("/internal/accounts/names")
        Map<UUID, String> names(@RequestBody Collection<UUID> accounts);
    }

    @Override
    public boolean matches(UUID account, String name, String phone) {
        return api.matches(account, new Question(name, phone)).matches();
    }

    @Override
    public Map<UUID, String> names(Collection<UUID> accounts) {
        return api.names(accounts);
    }
}
