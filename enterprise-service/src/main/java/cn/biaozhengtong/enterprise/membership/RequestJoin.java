package cn.biaozhengtong.enterprise.membership;

import cn.biaozhengtong.kit.events.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// 【申请加入】 with the administrator's name and phone; a mismatch answers like a match.
@Component
public class RequestJoin {
    private static final int PER_DAY = 10;

    private final JoinRequests requests;
    private final Memberships memberships;
    private final AccountDirectory accounts;
    private final Outbox outbox;
    private final Scope scope;

    RequestJoin(
            JoinRequests requests,
            Memberships memberships,
            AccountDirectory accounts,
            Outbox outbox,
            Scope scope) {
        this.requests = requests;
        this.memberships = memberships;
        this.accounts = accounts;
        this.outbox = outbox;
        this.scope = scope;
    }

    /// Transactions and time together.
    @Component
    record Scope(TransactionTemplate transactions, Clock clock) {}

    public UUID request(
            UUID applicant, UUID enterprise, String administratorName, String administratorPhone) {
        UUID administrator =
                memberships
                        .administrator(enterprise)
                        .orElseThrow(MembershipProblem.enterprise_unknown::exception);
        if (memberships.role(enterprise, applicant).isPresent()) {
            throw MembershipProblem.already_member.exception();
        }
        var dayAgo = scope.clock().instant().minus(Duration.ofDays(1));
        if (requests.countByApplicantIdAndCreatedAtAfter(applicant, dayAgo) >= PER_DAY) {
            throw MembershipProblem.too_many_requests.exception();
        }
        boolean matched = accounts.matches(administrator, administratorName, administratorPhone);
        JoinRequest request =
                JoinRequest.of(enterprise, applicant, matched, scope.clock().instant());
        scope.transactions().executeWithoutResult(status -> store(request, administrator, matched));
        return request.getId();
    }

    private void store(JoinRequest request, UUID administrator, boolean matched) {
        requests.save(request);
        if (matched) {
            outbox.append(
                    MembershipEvent.TOPIC,
                    request.enterpriseId().toString(),
                    "enterprise.membership.requested.v1",
                    new MembershipEvent(
                            request.getId(),
                            request.enterpriseId(),
                            request.applicantId(),
                            administrator,
                            null));
        }
    }
}
