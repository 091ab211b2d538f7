package cn.biaozhengtong.caorder.standing.provider.identity;

import cn.biaozhengtong.caorder.standing.IdentityDesk;
import cn.biaozhengtong.kit.problem.RemoteProblems;
import java.time.Instant;
import java.util.UUID;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// identity-service as the desk for people.
@Component
class IdentityServiceClient implements IdentityDesk {
    private final Api api;

    IdentityServiceClient(Api api) {
        this.api = api;
    }

    record Answer(boolean verified) {}

    @FeignClient(name = "identity-service", url = "http://identity-service")
    interface Api {
        @GetMapping("/internal/accounts/{id}/verified")
        Answer verified(@PathVariable("id") UUID id, @RequestParam("since") String since);
    }

    @Override
    public boolean verifiedSince(UUID account, Instant moment) {
        return RemoteProblems.relay(() -> api.verified(account, moment.toString())).verified();
    }
}
