package cn.biaozhengtong.enterprise.membership;

import cn.biaozhengtong.kit.data.StateMachine;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.domain.Persistable;

/// Somebody asks to join an enterprise (申请加入).
///
/// A request whose administrator information did not match is stored like any other and shown to
/// nobody, so the answer is no oracle (R15).
@Entity
public class JoinRequest implements Persistable<UUID> {
    public enum State implements StateMachine<State> {
        awaiting_administrator,
        approved,
        returned;

        @Override
        public Set<State> next() {
            return switch (this) {
                case awaiting_administrator -> EnumSet.of(approved, returned);
                case approved, returned -> EnumSet.noneOf(State.class);
            };
        }
    }

    @Id private UUID id;
    private UUID enterpriseId;
    private UUID applicantId;
    private boolean matched;

    @Enumerated(EnumType.STRING)
    private State state;

    private String reason;
    private Instant createdAt;
    @Version private Integer version;

    protected JoinRequest() {}

    static JoinRequest of(
            AccountId applicant, EnterpriseId enterprise, boolean matched, Instant now) {
        JoinRequest it = new JoinRequest();
        it.id = UUID.randomUUID();
        it.enterpriseId = enterprise.value();
        it.applicantId = applicant.value();
        it.matched = matched;
        it.state = State.awaiting_administrator;
        it.createdAt = now;
        return it;
    }

    void approve() {
        become(State.approved);
    }

    void giveBack(String why) {
        become(State.returned);
        reason = why;
    }

    private void become(State next) {
        if (!state.mayBecome(next)) {
            throw MembershipProblem.request_decided.exception();
        }
        state = next;
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return version == null;
    }

    EnterpriseId enterpriseId() {
        return new EnterpriseId(enterpriseId);
    }

    AccountId applicantId() {
        return new AccountId(applicantId);
    }

    boolean matched() {
        return matched;
    }

    State state() {
        return state;
    }

    String reason() {
        return reason;
    }

    Instant createdAt() {
        return createdAt;
    }
}
