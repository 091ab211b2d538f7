package cn.biaozhengtong.caorder.catalogue.web;

import cn.biaozhengtong.caorder.catalogue.Catalogue;
import cn.biaozhengtong.kit.problem.RequestProblem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CatalogueController {
    private final Catalogue catalogue;

    CatalogueController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    record PlatformName(String code, String name) {}

    @GetMapping("/api/catalogue/v1/platforms")
    List<Catalogue.Platform> platforms(
            @RequestParam(defaultValue = "") @Size(max = 100) String query,
            @RequestParam(defaultValue = "0") @Min(0) @Max(1000) int page) {
        return catalogue.platforms(query.strip(), page);
    }

    @GetMapping("/internal/platforms/{code}")
    PlatformName platform(@PathVariable String code) {
        String name = catalogue.platformName(code).orElseThrow(RequestProblem.not_found::exception);
        return new PlatformName(code, name);
    }
}
