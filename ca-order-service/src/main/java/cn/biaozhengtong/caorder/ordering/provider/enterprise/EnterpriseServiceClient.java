package cn.biaozhengtong.caorder.ordering.provider.enterprise;

import cn.biaozhengtong.caorder.ordering.ClaimDesk;
import cn.biaozhengtong.caorder.ordering.EnterpriseDesk;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.problem.RemoteProblems;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// enterprise-service as the desk for claims and enterprises.
@Component
class EnterpriseServiceClient implements ClaimDesk, EnterpriseDesk {
    private final Api api;

    EnterpriseServiceClient(Api api) {
        this.api = api;
    }

    @FeignClient(name = "enterprise-service", url = "http://enterprise-service")
    interface Api {
        @GetMapping("/internal/claims/{id}")
        Stated statement(@PathVariable("id") UUID id);

        @PostMapping("/internal/claims/{id}/reserve")
        Stated reserve(@PathVariable("id") UUID id);

        @PostMapping("/internal/claims/{id}/confirm")
        void confirm(@PathVariable("id") UUID id);

        @PostMapping("/internal/claims/{id}/release")
        void release(@PathVariable("id") UUID id);

        @GetMapping("/internal/enterprises/{id}/statement")
        Stated inForce(@PathVariable("id") UUID id);

        @GetMapping("/internal/name-warnings")
        List<NameWarning> nameWarnings(
                @RequestParam("uscc") String uscc, @RequestParam("name") String name);

        @GetMapping("/internal/enterprises/{id}/administrator")
        Administrator administrator(@PathVariable("id") UUID id);

        @GetMapping("/internal/enterprises/{id}/members/{account}")
        Right right(@PathVariable("id") UUID id, @PathVariable("account") UUID account);
    }

    record Stated(
            UUID claimId,
            String kind,
            UUID accountId,
            @Nullable UUID enterpriseId,
            String uscc,
            String name,
            String legalPerson,
            String legalIdType,
            String legalIdNumber,
            @Nullable LocalDate licenceExpiresOn,
            @Nullable Boolean stands) {
        Statement parse() {
            return new Statement(
                    claimId,
                    kind,
                    new AccountId(accountId),
                    enterpriseId == null ? null : new EnterpriseId(enterpriseId),
                    uscc,
                    name,
                    legalPerson,
                    legalIdType,
                    legalIdNumber,
                    licenceExpiresOn,
                    stands);
        }
    }

    record Administrator(@Nullable UUID accountId) {}

    record Right(Role role) {}

    @Override
    public Role role(AccountId account, EnterpriseId enterprise) {
        return RemoteProblems.relay(() -> api.right(enterprise.value(), account.value())).role();
    }

    @Override
    public Optional<AccountId> administrator(EnterpriseId enterprise) {
        return Optional.ofNullable(
                        RemoteProblems.relay(() -> api.administrator(enterprise.value()))
                                .accountId())
                .map(AccountId::new);
    }

    @Override
    public Statement inForce(EnterpriseId enterprise) {
        return RemoteProblems.relay(() -> api.inForce(enterprise.value())).parse();
    }

    @Override
    public List<NameWarning> nameWarnings(String uscc, String name) {
        return RemoteProblems.relay(() -> api.nameWarnings(uscc, name));
    }

    @Override
    public Statement statement(UUID claimId) {
        return RemoteProblems.relay(() -> api.statement(claimId)).parse();
    }

    @Override
    public Statement reserve(UUID claimId) {
        return RemoteProblems.relay(() -> api.reserve(claimId)).parse();
    }

    @Override
    public void confirm(UUID claimId) {
        RemoteProblems.relay(() -> {
            api.confirm(claimId);
            return true;
        });
    }

    @Override
    public void release(UUID claimId) {
        RemoteProblems.relay(() -> {
            api.release(claimId);
            return true;
        });
    }
}
