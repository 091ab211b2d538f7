package cn.biaozhengtong.scansession.relyingparty.provider.caorder;

import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.problem.RemoteProblems;
import cn.biaozhengtong.scansession.relyingparty.Platforms;
import java.util.Optional;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// ca-order-service's catalogue.
@Component
class CatalogueClient implements Platforms {
    private final Api api;

    CatalogueClient(Api api) {
        this.api = api;
    }

    record Platform(String code, String name) {}

    @FeignClient(
            name = "ca-order-service",
            contextId = "catalogue",
            url = "http://ca-order-service")
    interface Api {
        @GetMapping("/internal/platforms/{code}")
        Platform platform(@PathVariable("code") String code);
    }

    @Override
    public Optional<String> name(String platformCode) {
        try {
            return Optional.of(RemoteProblems.relay(() -> api.platform(platformCode)).name());
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }
}
