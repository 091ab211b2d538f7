package cn.biaozhengtong.enterprise.claim.web;

import cn.biaozhengtong.enterprise.claim.LookAlikes;
import cn.biaozhengtong.enterprise.claim.NameWarning;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What ca-order-service asks for its reviewers.
@RestController
class NameWarningsController {
    private final LookAlikes lookAlikes;

    NameWarningsController(LookAlikes lookAlikes) {
        this.lookAlikes = lookAlikes;
    }

    /// @param name as the order has it, which may be stated and not yet anybody's
    @GetMapping("/internal/name-warnings")
    List<NameWarning> of(@RequestParam String uscc, @RequestParam String name) {
        return lookAlikes.warnings(uscc, name);
    }
}
