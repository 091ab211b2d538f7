package cn.biaozhengtong.identity.deletion.provider.services;

import cn.biaozhengtong.identity.deletion.Holdings;
import cn.biaozhengtong.kit.id.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// ca-order-service and enterprise-service, asked one after the other.
@Component
class HoldingsClients implements Holdings {
    private final Orders orders;
    private final Enterprises enterprises;

    HoldingsClients(Orders orders, Enterprises enterprises) {
        this.orders = orders;
        this.enterprises = enterprises;
    }

    record Named(String id, String name) {}

    record Standing(List<Named> certificates, List<Named> orders, @Nullable Instant lastExpiry) {}

    @FeignClient(name = "ca-order-service", url = "http://ca-order-service")
    interface Orders {
        @GetMapping("/internal/accounts/{id}/standing")
        Standing standing(@PathVariable("id") UUID account);

        @GetMapping("/internal/accounts/{id}/personal-data")
        Map<String, Object> personalData(@PathVariable("id") UUID account);
    }

    @FeignClient(name = "enterprise-service", url = "http://enterprise-service")
    interface Enterprises {
        /// Those that the account administers.
        @GetMapping("/internal/accounts/{id}/administered")
        List<Named> administered(@PathVariable("id") UUID account);

        @GetMapping("/internal/accounts/{id}/personal-data")
        Map<String, Object> personalData(@PathVariable("id") UUID account);
    }

    @Override
    public List<Obstacle> obstacles(AccountId account) {
        Standing standing = orders.standing(account.value());
        List<Named> administered = enterprises.administered(account.value());
        return Stream.of(
                        obstacles(Kind.certificate, standing.certificates()),
                        obstacles(Kind.order, standing.orders()),
                        obstacles(Kind.enterprise, administered))
                .flatMap(it -> it)
                .toList();
    }

    private static Stream<Obstacle> obstacles(Kind kind, List<Named> all) {
        return all.stream().map(it -> new Obstacle(kind, it.id(), it.name()));
    }

    @Override
    public @Nullable Instant lastExpiry(AccountId account) {
        return orders.standing(account.value()).lastExpiry();
    }

    @Override
    public Map<String, Object> personalData(AccountId account) {
        return Map.of(
                "ca-order-service",
                orders.personalData(account.value()),
                "enterprise-service",
                enterprises.personalData(account.value()));
    }
}
