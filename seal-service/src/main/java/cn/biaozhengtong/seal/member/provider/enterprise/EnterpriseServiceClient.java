package cn.biaozhengtong.seal.member.provider.enterprise;

import cn.biaozhengtong.kit.problem.RemoteProblems;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.member.Enterprises;
import cn.biaozhengtong.seal.member.Persons;
import java.util.Set;
import java.util.UUID;
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
    public Role role(UUID enterprise, UUID account) {
        return RemoteProblems.relay(() -> api.right(enterprise, account)).role();
    }

    @Override
    public Facts facts(UUID enterprise) {
        Statement it = RemoteProblems.relay(() -> api.statement(enterprise));
        return new Facts(it.name(), it.uscc(), it.legalPerson());
    }

    @Override
    public Set<UUID> delegates(UUID enterprise, SealId seal) {
        return RemoteProblems.relay(() -> api.delegates(enterprise, seal.value())).accountIds();
    }

    @Override
    public boolean isLegalPerson(UUID enterprise, UUID account) {
        Statement it = RemoteProblems.relay(() -> api.statement(enterprise));
        Person person = new Person(it.legalPerson(), it.legalIdNumber());
        return RemoteProblems.relay(() -> identity.isPerson(account, person)).matches();
    }
}
