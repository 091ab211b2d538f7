package cn.biaozhengtong.caorder.ordering.provider.identity;

import cn.biaozhengtong.caorder.ordering.PersonDesk;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.problem.RemoteProblems;
import java.util.UUID;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// identity-service as the one who knows persons.
@Component
class PersonClient implements PersonDesk {
    private final Api api;

    PersonClient(Api api) {
        this.api = api;
    }

    record Profile(UUID id, boolean verified, String name) {}

    @FeignClient(name = "identity-service-persons", url = "http://identity-service")
    interface Api {
        @GetMapping("/internal/accounts/{id}")
        Profile profile(@PathVariable("id") UUID id);
    }

    @Override
    public String verifiedName(AccountId account) {
        return RemoteProblems.relay(() -> api.profile(account.value())).name();
    }
}
