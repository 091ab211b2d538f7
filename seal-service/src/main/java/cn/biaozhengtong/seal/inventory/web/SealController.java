package cn.biaozhengtong.seal.inventory.web;

import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.seal.inventory.ListSeals;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SealController {
    private final ListSeals list;

    SealController(ListSeals list) {
        this.list = list;
    }

    @GetMapping("/api/seals/v1/seals")
    List<ListSeals.Row> list(Caller caller, @RequestParam UUID enterpriseId) {
        return list.list(caller.accountId(), enterpriseId);
    }
}
