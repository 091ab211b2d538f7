package cn.biaozhengtong.enterprise.operations.web;

import cn.biaozhengtong.enterprise.claim.SearchEnterprises;
import cn.biaozhengtong.enterprise.operations.FindEnterprises;
import cn.biaozhengtong.enterprise.operations.FreezeEnterprise;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.kit.text.Name;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Enterprises, for operators.
@RestController
@RequestMapping("/operations/v1/enterprises")
class EnterpriseDeskController {
    private static final String[] MAY_LOOK = {
        "support", "ca_administrator", "ca_reviewer", "ca_approver"
    };

    private final FindEnterprises find;
    private final FreezeEnterprise freeze;

    EnterpriseDeskController(FindEnterprises find, FreezeEnterprise freeze) {
        this.find = find;
        this.freeze = freeze;
    }

    record Reason(@NotBlank @Size(max = 200) String reason) {}

    @GetMapping
    List<SearchEnterprises.Found> search(
            Caller caller, @RequestParam @NotBlank @Name @Size(min = 2, max = 60) String name) {
        caller.mustHave(MAY_LOOK);
        return find.byName(name);
    }

    @GetMapping("/{id}")
    FindEnterprises.View view(Caller caller, @PathVariable EnterpriseId id) {
        caller.mustHave(MAY_LOOK);
        return find.view(id);
    }

    @PostMapping("/{id}/freeze")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void freeze(Caller caller, @PathVariable EnterpriseId id, @Valid @RequestBody Reason body) {
        caller.mustHave("support", "ca_administrator");
        freeze.freeze(caller.id(), id, body.reason());
    }

    /// Lifting it takes the CA administrator.
    @PostMapping("/{id}/unfreeze")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unfreeze(Caller caller, @PathVariable EnterpriseId id, @Valid @RequestBody Reason body) {
        caller.mustHave("ca_administrator");
        freeze.unfreeze(caller.id(), id, body.reason());
    }
}
