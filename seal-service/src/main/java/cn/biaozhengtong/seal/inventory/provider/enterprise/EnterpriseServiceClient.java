package cn.biaozhengtong.seal.inventory.provider.enterprise;

import cn.biaozhengtong.seal.inventory.MemberRights;
import java.util.UUID;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// enterprise-service as the one who knows members.
@Component
class EnterpriseServiceClient implements MemberRights {
    private final Api api;

    EnterpriseServiceClient(Api api) {
        this.api = api;
    }

    record Right(String role) {}

    @FeignClient(name = "enterprise-service", url = "http://enterprise-service")
    interface Api {
        @GetMapping("/internal/enterprises/{enterprise}/members/{account}")
        Right right(
                @PathVariable("enterprise") UUID enterprise, @PathVariable("account") UUID account);
    }

    @Override
    public String role(UUID enterprise, UUID account) {
        return api.right(enterprise, account).role();
    }
}
