package cn.biaozhengtong.caorder.platformcertificate.provider.sandbox;

import cn.biaozhengtong.caorder.catalogue.Catalogue;
import cn.biaozhengtong.caorder.catalogue.KeepCatalogue;
import cn.biaozhengtong.caorder.catalogue.Permission;
import cn.biaozhengtong.caorder.platformcertificate.PlatformCertificates;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Platforms that their developers registered for themselves, told apart by `SBX-`: each with one
/// product, and certificates without an operator. For scan-session-service.
@RestController
@ConditionalOnBooleanProperty("bzt.sandbox")
@RequestMapping("/internal/sandbox-platforms/{code}")
class SandboxPlatforms {
    private static final String CODE = "SBX-[A-Z2-7]{8}";
    private static final int VALID_DAYS = 365;
    private static final KeepCatalogue.Price PRICE = new KeepCatalogue.Price(1, 1);

    private final KeepCatalogue keep;
    private final Catalogue catalogue;
    private final PlatformCertificates certificates;
    private final TransactionTemplate transactions;

    SandboxPlatforms(
            KeepCatalogue keep,
            Catalogue catalogue,
            PlatformCertificates certificates,
            TransactionTemplate transactions) {
        this.keep = keep;
        this.catalogue = catalogue;
        this.certificates = certificates;
        this.transactions = transactions;
    }

    record PlatformRequest(@NotBlank @Size(max = 100) String name) {}

    record Added(String productCode) {}

    /// @param request PKCS#10, DER
    record CertificateWish(@NotNull @Size(max = 4000) byte[] request) {}

    /// @param chainPem the certificate first, the root last
    record Chain(String chainPem) {}

    /// A repeat changes nothing.
    @PutMapping
    Added add(
            Caller caller,
            @PathVariable @Pattern(regexp = CODE) String code,
            @Valid @RequestBody PlatformRequest it) {
        String product = code + "-ENT-1Y";
        transactions.executeWithoutResult(status -> {
            if (catalogue.platformName(code).isEmpty()) {
                keep.platform(caller.id(), code, it.name());
                keep.add(
                        caller.id(),
                        new KeepCatalogue.NewProduct(
                                product,
                                code,
                                "enterprise",
                                List.of(Permission.values()),
                                VALID_DAYS,
                                PRICE));
            }
        });
        return new Added(product);
    }

    @PostMapping("/certificates")
    Chain issue(
            Caller caller,
            @PathVariable @Pattern(regexp = CODE) String code,
            @Valid @RequestBody CertificateWish it) {
        List<Certificate> chain = certificates.issue(caller.id(), code, it.request());
        return new Chain(chain.stream().map(Certificate::pem).collect(Collectors.joining()));
    }
}
