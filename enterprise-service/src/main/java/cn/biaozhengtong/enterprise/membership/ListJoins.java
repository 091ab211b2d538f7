package cn.biaozhengtong.enterprise.membership;

import cn.biaozhengtong.enterprise.person.PersonalData;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Join requests for those who may see them.
@Component
public class ListJoins implements PersonalData {
    private final JoinRequests requests;
    private final Memberships memberships;

    ListJoins(JoinRequests requests, Memberships memberships) {
        this.requests = requests;
        this.memberships = memberships;
    }

    public record Row(
            UUID id,
            EnterpriseId enterpriseId,
            AccountId applicantId,
            String state,
            @Nullable String reason,
            Instant createdAt) {}

    /// The own requests, and those to the enterprises the account administers.
    public List<Row> visibleTo(AccountId account) {
        List<JoinRequest> all =
                new java.util.ArrayList<>(
                        requests.findByApplicantIdOrderByCreatedAt(account.value()));
        memberships.of(account).stream()
                .filter(m -> m.role() == Role.administrator)
                .map(m ->
                        requests.findByEnterpriseIdAndMatchedTrueOrderByCreatedAt(
                                m.enterpriseId().value()))
                .forEach(all::addAll);
        return rows(all);
    }

    private static List<Row> rows(List<JoinRequest> all) {
        return all.stream()
                .map(r ->
                        new Row(
                                r.getId(),
                                r.enterpriseId(),
                                r.applicantId(),
                                r.state().name(),
                                r.reason(),
                                r.createdAt()))
                .toList();
    }

    @Override
    public String part() {
        return "joinRequests";
    }

    /// The own requests only.
    @Override
    public Object export(AccountId account) {
        return rows(requests.findByApplicantIdOrderByCreatedAt(account.value()));
    }
}
