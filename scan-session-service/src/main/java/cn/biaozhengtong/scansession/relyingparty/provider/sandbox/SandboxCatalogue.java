package cn.biaozhengtong.scansession.relyingparty.provider.sandbox;

import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;

/// ca-order-service's catalogue of platforms that registered themselves.
@FeignClient(
        name = "ca-order-service",
        contextId = "sandbox-platforms",
        path = "/internal/sandbox-platforms",
        url = "http://ca-order-service")
interface SandboxCatalogue {
    record Named(String name) {}

    record Added(String productCode) {}

    record Wish(byte[] request) {}

    record Chain(String chainPem) {}

    @PutMapping("/{code}")
    Added add(@PathVariable("code") String code, @RequestBody Named it);

    @PostMapping("/{code}/certificates")
    Chain issue(@PathVariable("code") String code, @RequestBody Wish it);
}
