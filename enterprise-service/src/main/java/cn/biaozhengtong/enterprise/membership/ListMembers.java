package cn.biaozhengtong.enterprise.membership;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who belongs to an enterprise, for its members.
@Component
public class ListMembers {
    private final Memberships memberships;
    private final AccountDirectory accounts;

    ListMembers(Memberships memberships, AccountDirectory accounts) {
        this.memberships = memberships;
        this.accounts = accounts;
    }

    /// @param name absent for who was verified no longer
    public record Row(AccountId accountId, @Nullable String name, String role, Instant since) {}

    /// An agent sees the administrator and himself.
    public List<Row> visibleTo(AccountId account, EnterpriseId enterprise) {
        Role role =
                memberships
                        .role(account, enterprise)
                        .orElseThrow(MembershipProblem.enterprise_unknown::exception);
        List<Memberships.Member> all =
                memberships.ofEnterprise(enterprise).stream()
                        .filter(it ->
                                role.isAdministrator()
                                        || it.role().isAdministrator()
                                        || it.accountId().equals(account))
                        .toList();
        return named(all);
    }

    /// For operators.
    public List<Row> all(EnterpriseId enterprise) {
        return named(memberships.ofEnterprise(enterprise));
    }

    private List<Row> named(List<Memberships.Member> all) {
        Map<AccountId, String> names =
                accounts.names(all.stream().map(Memberships.Member::accountId).toList());
        return all.stream()
                .map(it ->
                        new Row(
                                it.accountId(),
                                names.get(it.accountId()),
                                it.role().name(),
                                it.since()))
                .toList();
    }
}
