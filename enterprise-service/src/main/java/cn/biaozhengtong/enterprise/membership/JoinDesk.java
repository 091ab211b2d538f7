package cn.biaozhengtong.enterprise.membership;

import cn.biaozhengtong.enterprise.history.History;
import cn.biaozhengtong.kit.events.Outbox;
import cn.biaozhengtong.kit.id.AccountId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What approving and returning have in common: only the enterprise's administrator may, and both
/// leave an audit entry and an event.
@Component
class JoinDesk {
    private final JoinRequests requests;
    private final Memberships memberships;
    private final Outbox outbox;
    private final History history;

    JoinDesk(JoinRequests requests, Memberships memberships, Outbox outbox, History history) {
        this.requests = requests;
        this.memberships = memberships;
        this.outbox = outbox;
        this.history = history;
    }

    /// The request, for the administrator of its enterprise; absent for everybody else.
    JoinRequest open(AccountId administrator, UUID requestId) {
        JoinRequest request =
                requests.findById(requestId)
                        .filter(JoinRequest::matched)
                        .orElseThrow(MembershipProblem.request_unknown::exception);
        boolean his =
                memberships
                        .role(administrator, request.enterpriseId())
                        .filter(role -> role == Role.administrator)
                        .isPresent();
        if (!his) {
            throw MembershipProblem.request_unknown.exception();
        }
        return request;
    }

    void decided(
            JoinRequest request,
            AccountId administrator,
            String decision,
            @Nullable String reason) {
        requests.saveAndFlush(request);
        String enterprise = request.enterpriseId().toString();
        history.record(
                administrator.toString(),
                request.enterpriseId(),
                "join." + decision,
                request.applicantId().toString());
        outbox.append(
                MembershipEvent.TOPIC,
                enterprise,
                "enterprise.membership." + decision + ".v1",
                new MembershipEvent(
                        request.getId(),
                        request.enterpriseId(),
                        request.applicantId(),
                        administrator,
                        reason));
    }
}
