package cn.biaozhengtong.scansession.relyingparty.provider.caorder;

import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;

/// ca-order-service's catalogue of platforms that registered themselves. A client only: it is made
/// in production too, where nobody uses it and nothing answers it.
@FeignClient(
        name = "ca-order-service",
        contextId = "sandbox-platforms",
        path = "/internal/sandbox-platforms",
        url = "http://ca-order-service")
public interface SandboxCatalogue {
    record Named(String name) {}

    record Added(String productCode) {}

    record Wish(byte[] request) {}

    record Chain(String chainPem) {}

    @PutMapping("/{code}")
    Added add(@PathVariable("code") String code, @RequestBody Named it);

    @PostMapping("/{code}/certificates")
    Chain issue(@PathVariable("code") String code, @RequestBody Wish it);
}
