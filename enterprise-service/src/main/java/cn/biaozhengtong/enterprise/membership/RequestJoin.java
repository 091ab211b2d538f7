package cn.biaozhengtong.enterprise.membership;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.work.UnitOfWork;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// 【申请加入】 with the administrator's name and phone; a mismatch answers like a match.
@Component
public class RequestJoin {
    private static final int PER_DAY = 10;

    private final JoinRequests requests;
    private final Memberships memberships;
    private final AccountDirectory accounts;
    private final UnitOfWork work;

    RequestJoin(
            JoinRequests requests,
            Memberships memberships,
            AccountDirectory accounts,
            UnitOfWork work) {
        this.requests = requests;
        this.memberships = memberships;
        this.accounts = accounts;
        this.work = work;
    }

    public UUID request(
            AccountId applicant,
            EnterpriseId enterprise,
            String administratorName,
            String administratorPhone) {
        AccountId administrator =
                memberships
                        .administrator(enterprise)
                        .orElseThrow(MembershipProblem.enterprise_unknown::exception);
        if (memberships.role(applicant, enterprise).isPresent()) {
            throw MembershipProblem.already_member.exception();
        }
        var dayAgo = work.now().minus(Duration.ofDays(1));
        if (requests.countByApplicantIdAndCreatedAtAfter(applicant.value(), dayAgo) >= PER_DAY) {
            throw MembershipProblem.too_many_requests.exception();
        }
        boolean matched = accounts.matches(administrator, administratorName, administratorPhone);
        JoinRequest request = JoinRequest.of(applicant, enterprise, matched, work.now());
        work.run(() -> store(request, administrator, matched));
        return request.getId();
    }

    private void store(JoinRequest request, AccountId administrator, boolean matched) {
        requests.save(request);
        if (matched) {
            work.tell(
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
