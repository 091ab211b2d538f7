package cn.biaozhengtong.seal.inventory.web;

import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.seal.inventory.ListSeals;
import cn.biaozhengtong.seal.life.SealId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// What other services ask of seals; no route leads here from the gateway.
@RestController
class InternalSealController {
    private final ListSeals list;

    InternalSealController(ListSeals list) {
        this.list = list;
    }

    record Had(boolean has) {}

    /// Whether an enterprise has a seal, and did not cancel it.
    @GetMapping("/internal/enterprises/{enterprise}/seals/{id}")
    Had has(@PathVariable EnterpriseId enterprise, @PathVariable SealId id) {
        return new Had(list.has(enterprise, id));
    }
}
