package cn.biaozhengtong.seal.member.provider.enterprise;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.problem.RemoteProblems;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.member.Enterprises;
import cn.biaozhengtong.seal.member.Persons;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/// enterprise-service as the one who knows enterprises and members, identity-service as the one who
/// knows people.
@Component
class EnterpriseServiceClient implements Enterprises, Persons {
    private final Api api;
    private final Identity identity;

    EnterpriseServiceClient(Api api, Identity identity) {
        this.api = api;
        this.identity = identity;
    }

    record Right(Role role) {}

    record Statement(String name, String uscc, String legalPerson, String legalIdNumber) {}

    record Delegates(Set<UUID> accountIds) {}

    record Person(String name, String idNumber) {}

    record Answer(boolean matches) {}

    @FeignClient(name = "enterprise-service", url = "http://enterprise-service")
    interface Api {
        @GetMapping("/internal/enterprises/{enterprise}/members/{account}")
        Right right(
                @PathVariable("enterprise") UUID enterprise, @PathVariable("account") UUID account);

        @GetMapping("/internal/enterprises/{enterprise}/statement")
        Statement statement(@PathVariable("enterprise") UUID enterprise);

        @GetMapping("/internal/enterprises/{enterprise}/seals/{seal}/delegates")
        Delegates delegates(
                @PathVariable("enterprise") UUID enterprise, @PathVariable("seal") UUID seal);
    }

    @FeignClient(name = "identity-service", url = "http://identity-service")
    interface Identity {
        @PostMapping("/internal/accounts/{account}/is-person")
        Answer isPerson(@PathVariable("account") UUID account, @RequestBody Person person);
    }

    @Override
    public Role role(AccountId account, EnterpriseId enterprise) {
        return RemoteProblems.relay(() -> api.right(enterprise.value(), account.value())).role();
    }

    @Override
    public Facts facts(EnterpriseId enterprise) {
        Statement it = RemoteProblems.relay(() -> api.statement(enterprise.value()));
        return new Facts(it.name(), it.uscc(), it.legalPerson());
    }

    @Override
    public Set<AccountId> delegates(EnterpriseId enterprise, SealId seal) {
        return RemoteProblems.relay(() -> api.delegates(enterprise.value(), seal.value()))
                .accountIds()
                .stream()
                .map(AccountId::new)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean isLegalPerson(AccountId account, EnterpriseId enterprise) {
        Statement it = RemoteProblems.relay(() -> api.statement(enterprise.value()));
        Person person = new Person(it.legalPerson(), it.legalIdNumber());
        return RemoteProblems.relay(() -> identity.isPerson(account.value(), person)).matches();
    }
}
