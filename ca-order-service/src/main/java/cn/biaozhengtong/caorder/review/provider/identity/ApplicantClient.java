package cn.biaozhengtong.caorder.review.provider.identity;

import cn.biaozhengtong.caorder.review.ApplicantDesk;
import cn.biaozhengtong.kit.problem.RemoteProblems;
import java.util.UUID;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// identity-service as the one who knows applicants.
@Component
class ApplicantClient implements ApplicantDesk {
    private final Api api;

    ApplicantClient(Api api) {
        this.api = api;
    }

    record Profile(UUID id, boolean verified, String name) {}

    @FeignClient(name = "identity-service-applicants", url = "${bzt.services.identity-service.url}")
    interface Api {
        @GetMapping("/internal/accounts/{id}")
        Profile profile(@PathVariable("id") UUID id);
    }

    @Override
    public String verifiedName(UUID account) {
        return RemoteProblems.relay(() -> api.profile(account)).name();
    }
}
