package cn.biaozhengtong.scansession.membership.provider.enterprise;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.scansession.membership.MemberRights;
import cn.biaozhengtong.scansession.membership.Role;
import java.util.List;
import java.util.UUID;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/// enterprise-service as the one who knows members.
@Component
class EnterpriseServiceClient implements MemberRights {
    private final Api api;

    EnterpriseServiceClient(Api api) {
        this.api = api;
    }

    record Right(String role) {}

    @FeignClient(name = "enterprise-service", url = "http://enterprise-service")
    interface Api {
        @GetMapping("/internal/enterprises/{enterprise}/members/{account}")
        Right right(
                @PathVariable("enterprise") UUID enterprise, @PathVariable("account") UUID account);

        @PostMapping("/internal/enterprises/{enterprise}/members/{account}/may-use")
        Allowed mayUse(
                @PathVariable("enterprise") UUID enterprise,
                @PathVariable("account") UUID account,
                @RequestBody UsesRequest uses);

        @PostMapping("/internal/enterprises/{enterprise}/members/{account}/uses")
        Allowed use(
                @PathVariable("enterprise") UUID enterprise,
                @PathVariable("account") UUID account,
                @RequestBody UsesRequest uses);
    }

    record Allowed(boolean allowed) {}

    record UsesRequest(List<UseRequest> uses) {
        static UsesRequest of(List<Use> uses) {
            return new UsesRequest(uses.stream().map(UseRequest::of).toList());
        }
    }

    record UseRequest(
            String useId,
            String subjectKind,
            String subjectId,
            String platform,
            String sessionKind) {
        static UseRequest of(Use it) {
            return new UseRequest(
                    it.useId(),
                    it.seal().isPresent() ? "seal" : "certificate",
                    it.seal().map(UUID::toString).orElse(""),
                    it.platform(),
                    it.sessionKind());
        }
    }

    @Override
    public boolean mayUse(AccountId account, EnterpriseId enterprise, List<Use> uses) {
        return api.mayUse(enterprise.value(), account.value(), UsesRequest.of(uses)).allowed();
    }

    @Override
    public boolean use(AccountId account, EnterpriseId enterprise, List<Use> uses) {
        return api.use(enterprise.value(), account.value(), UsesRequest.of(uses)).allowed();
    }

    @Override
    public Role role(AccountId account, EnterpriseId enterprise) {
        return Role.of(api.right(enterprise.value(), account.value()).role());
    }
}
