package cn.biaozhengtong.enterprise;

import cn.biaozhengtong.enterprise.claim.ClaimEnterprise;
import cn.biaozhengtong.enterprise.claim.LegalIdType;
import cn.biaozhengtong.enterprise.claim.SearchEnterprises;
import cn.biaozhengtong.enterprise.claim.SettleClaim;
import cn.biaozhengtong.enterprise.claim.Uscc;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Enterprises as tests need them: claimed and confirmed.
@Component
public class Registered {
    private final ClaimEnterprise claim;
    private final SettleClaim settle;
    private final SearchEnterprises search;
    private final Memberships memberships;

    Registered(
            ClaimEnterprise claim,
            SettleClaim settle,
            SearchEnterprises search,
            Memberships memberships) {
        this.claim = claim;
        this.settle = settle;
        this.search = search;
        this.memberships = memberships;
    }

    public static Uscc uscc(int number) {
        String body = "91210300MB%07d".formatted(number);
        return new Uscc(body + Uscc.check(body + "0"));
    }

    public static ClaimEnterprise.Statement statement(int number, String name) {
        return new ClaimEnterprise.Statement(
                uscc(number), name, "王五", LegalIdType.resident_id, "11010519491231002X", null);
    }

    /// With its administrator.
    public EnterpriseId enterprise(int number, String name, AccountId administrator) {
        UUID id = claim.claim(administrator, statement(number, name));
        settle.reserve(id);
        settle.confirm(id);
        return Objects.requireNonNull(search.byUscc(uscc(number)).id());
    }

    /// A new agent of it.
    public AccountId agent(EnterpriseId enterprise) {
        AccountId account = AccountId.random();
        memberships.addAgent(account, enterprise);
        return account;
    }

    /// One who comes back.
    public void agent(AccountId account, EnterpriseId enterprise) {
        memberships.addAgent(account, enterprise);
    }
}
