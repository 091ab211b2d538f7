package cn.biaozhengtong.identity.operations.web;

import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.operations.FindAccounts;
import cn.biaozhengtong.identity.operations.FreezeAccount;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.problem.RequestProblem;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Accounts, for operators.
@RestController
@RequestMapping("/operations/v1/accounts")
class AccountDeskController {
    private final FindAccounts find;
    private final FreezeAccount freeze;

    AccountDeskController(FindAccounts find, FreezeAccount freeze) {
        this.find = find;
        this.freeze = freeze;
    }

    /// One of the two; in the body, so that no number stands in a log of addresses.
    record Search(
            @Nullable @Size(max = 20) String phone, @Nullable @Size(max = 20) String idNumber) {
        /// Without the numbers.
        @Override
        public String toString() {
            return "Search";
        }
    }

    record Reason(@NotBlank @Size(max = 200) String reason) {}

    @PostMapping("/search")
    List<FindAccounts.View> search(Caller caller, @Valid @RequestBody Search search) {
        caller.mustHave("support", "ca_administrator");
        String phone = search.phone();
        String number = search.idNumber();
        if (phone != null) {
            return find.byPhone(caller.id(), PhoneNumber.parse(phone)).stream().toList();
        }
        if (number != null) {
            return find.byPerson(caller.id(), IdNumber.parse(number)).stream().toList();
        }
        throw RequestProblem.malformed.exception();
    }

    @GetMapping("/{id}")
    FindAccounts.View view(Caller caller, @PathVariable AccountId id) {
        caller.mustHave("support", "ca_administrator");
        return find.view(caller.id(), id);
    }

    @PostMapping("/{id}/freeze")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void freeze(Caller caller, @PathVariable AccountId id, @Valid @RequestBody Reason body) {
        caller.mustHave("support", "ca_administrator");
        freeze.freeze(caller.id(), id, body.reason());
    }

    /// Lifting it takes the CA administrator.
    @PostMapping("/{id}/unfreeze")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unfreeze(Caller caller, @PathVariable AccountId id, @Valid @RequestBody Reason body) {
        caller.mustHave("ca_administrator");
        freeze.unfreeze(caller.id(), id, body.reason());
    }
}
