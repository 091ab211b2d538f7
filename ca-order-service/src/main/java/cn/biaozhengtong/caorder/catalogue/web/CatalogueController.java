package cn.biaozhengtong.caorder.catalogue.web;

import cn.biaozhengtong.caorder.catalogue.Catalogue;
import cn.biaozhengtong.kit.problem.RequestProblem;
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
    List<Catalogue.Platform> platforms(@RequestParam(defaultValue = "") String query) {
        return catalogue.platforms(query.strip());
    }

    @GetMapping("/internal/platforms/{code}")
    PlatformName platform(@PathVariable String code) {
        String name = catalogue.platformName(code).orElseThrow(RequestProblem.not_found::exception);
        return new PlatformName(code, name);
    }
}
