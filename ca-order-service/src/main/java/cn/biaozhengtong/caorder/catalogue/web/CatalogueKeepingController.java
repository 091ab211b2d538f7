package cn.biaozhengtong.caorder.catalogue.web;

import cn.biaozhengtong.caorder.catalogue.KeepCatalogue;
import cn.biaozhengtong.caorder.catalogue.Permission;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.kit.text.Name;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Keeping the catalogue, for the CA administrator.
@RestController
@RequestMapping("/operations/v1/catalogue")
class CatalogueKeepingController {
    private static final String CODE = "[A-Z0-9]+(-[A-Z0-9]+)*";

    private final KeepCatalogue keep;

    CatalogueKeepingController(KeepCatalogue keep) {
        this.keep = keep;
    }

    record PlatformRequest(@NotBlank @Name @Size(max = 100) String name) {}

    /// @param priceCents in 分 (CNY 0.01), from now on
    /// @param serviceCents for a reissue or a change; the whole price when absent
    record ProductRequest(
            @NotNull @Pattern(regexp = CODE) @Size(max = 40) String code,
            @NotNull @Pattern(regexp = "enterprise|personal") String certificateType,
            @NotEmpty @Size(max = 4) List<@NotNull Permission> permissions,
            @Min(1) @Max(1825) int validityDays,
            @Min(1) @Max(100_000_000) long priceCents,
            @Min(1) @Max(100_000_000) @Nullable Long serviceCents) {}

    record PriceRequest(
            @Min(1) @Max(100_000_000) long priceCents,
            @Min(1) @Max(100_000_000) @Nullable Long serviceCents,
            @NotNull Instant from) {}

    @PutMapping("/platforms/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void platform(
            Caller caller,
            @PathVariable @Pattern(regexp = CODE) @Size(max = 30) String code,
            @Valid @RequestBody PlatformRequest it) {
        caller.mustHave("ca_administrator");
        keep.platform(caller.id(), code, it.name().strip());
    }

    @PostMapping("/platforms/{code}/products")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void product(Caller caller, @PathVariable String code, @Valid @RequestBody ProductRequest it) {
        caller.mustHave("ca_administrator");
        keep.add(
                caller.id(),
                new KeepCatalogue.NewProduct(
                        it.code(),
                        code,
                        it.certificateType(),
                        it.permissions(),
                        it.validityDays(),
                        price(it.priceCents(), it.serviceCents())));
    }

    @PostMapping("/products/{code}/prices")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void price(Caller caller, @PathVariable String code, @Valid @RequestBody PriceRequest it) {
        caller.mustHave("ca_administrator");
        keep.price(caller.id(), code, price(it.priceCents(), it.serviceCents()), it.from());
    }

    private static KeepCatalogue.Price price(long cents, @Nullable Long service) {
        return new KeepCatalogue.Price(cents, service == null ? cents : service);
    }

    @PostMapping("/products/{code}/withdraw")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(Caller caller, @PathVariable String code) {
        caller.mustHave("ca_administrator");
        keep.withdraw(caller.id(), code);
    }
}
