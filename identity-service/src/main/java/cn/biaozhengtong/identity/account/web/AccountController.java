package cn.biaozhengtong.identity.account.web;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The own profile for phones; what other services may ask about an account.
@RestController
class AccountController {
    private final Accounts accounts;

    AccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    record MatchQuestion(String name, String phone) {}

    record MatchAnswer(boolean matches) {}

    @GetMapping("/api/identity/v1/me")
    Accounts.Profile me(Caller caller) {
        return accounts.profile(caller.account());
    }

    @GetMapping("/internal/accounts/{id}")
    Accounts.Profile profile(@PathVariable AccountId id) {
        return accounts.profile(id);
    }

    @PostMapping("/internal/accounts/{id}/matches")
    MatchAnswer matches(@PathVariable AccountId id, @RequestBody MatchQuestion question) {
        return new MatchAnswer(accounts.matches(id, question.name(), question.phone()));
    }

    record PersonQuestion(
            @NotBlank @Size(max = 100) String name, @NotBlank @Size(max = 30) String idNumber) {}

    /// Whether the account is verified as this person.
    @PostMapping("/internal/accounts/{id}/is-person")
    MatchAnswer isPerson(@PathVariable AccountId id, @Valid @RequestBody PersonQuestion question) {
        return new MatchAnswer(accounts.isPerson(id, question.name(), question.idNumber()));
    }

    record PhoneQuestion(String phone) {}

    @PostMapping("/internal/accounts/{id}/has-phone")
    MatchAnswer hasPhone(@PathVariable AccountId id, @RequestBody PhoneQuestion question) {
        return new MatchAnswer(
                accounts.find(PhoneNumber.parse(question.phone())).filter(id::equals).isPresent());
    }

    /// Names of those that are verified, by account.
    @PostMapping("/internal/accounts/names")
    Map<UUID, String> names(@RequestBody @Size(max = 500) List<@NotNull UUID> ids) {
        return accounts.names(ids.stream().map(AccountId::new).toList()).entrySet().stream()
                .collect(Collectors.toMap(it -> it.getKey().value(), Map.Entry::getValue));
    }
}
