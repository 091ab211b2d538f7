package cn.biaozhengtong.enterprise.delegation.provider.seal;

import cn.biaozhengtong.enterprise.delegation.SealInventory;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.UUID;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// seal-service's internal API.
@Component
class SealServiceClient implements SealInventory {
    private final Api api;

    SealServiceClient(Api api) {
        this.api = api;
    }

    record Had(boolean has) {}

    @FeignClient(name = "seal-service", url = "http://seal-service")
    interface Api {
        @GetMapping("/internal/enterprises/{enterprise}/seals/{seal}")
        Had has(@PathVariable("enterprise") UUID enterprise, @PathVariable("seal") UUID seal);
    }

    @Override
    public boolean has(EnterpriseId enterprise, UUID seal) {
        return api.has(enterprise.value(), seal).has();
    }
}
