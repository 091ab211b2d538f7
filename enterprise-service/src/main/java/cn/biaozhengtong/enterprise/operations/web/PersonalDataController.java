package cn.biaozhengtong.enterprise.operations.web;

import cn.biaozhengtong.enterprise.operations.CopyPersonalData;
import cn.biaozhengtong.kit.id.AccountId;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// What identity-service asks for a person's copy of his data.
@RestController
class PersonalDataController {
    private final CopyPersonalData copy;

    PersonalDataController(CopyPersonalData copy) {
        this.copy = copy;
    }

    @GetMapping("/internal/accounts/{account}/personal-data")
    Map<String, Object> of(@PathVariable AccountId account) {
        return copy.of(account);
    }
}
