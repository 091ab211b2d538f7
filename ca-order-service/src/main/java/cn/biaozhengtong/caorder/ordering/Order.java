package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// One order for one certificate pair. Price and subject are fixed here, whatever clients send.
@Entity
@Table(name = "orders")
public class Order implements Persistable<UUID> {
    @Id private UUID id;

    @Enumerated(EnumType.STRING)
    private OrderKind kind;

    private UUID accountId;
    private @Nullable UUID claimId;
    private @Nullable UUID enterpriseId;
    private @Nullable UUID payerId;
    private @Nullable String predecessor;
    private @Nullable String successorOf;
    private String productCode;
    private long priceCents;

    @Enumerated(EnumType.STRING)
    private OrderState state;

    private @Nullable String subjectSealed;
    private Instant createdAt;
    private Instant stateSince;
    private boolean fulfilled;
    @Version private Integer version;

    protected Order() {}

    /// What an order begins with.
    ///
    /// @param claim of kinds claim and change
    /// @param enterprise null for a claim and a person's own
    /// @param predecessor the certificate that it follows, if it does
    public record Draft(
            OrderKind kind,
            AccountId account,
            @Nullable UUID claim,
            @Nullable EnterpriseId enterprise,
            @Nullable SerialNumber predecessor,
            String product,
            long priceCents) {}

    static Order draft(OrderId id, Draft draft, Instant now) {
        Order it = new Order();
        EnterpriseId enterprise = draft.enterprise();
        it.id = id.value();
        it.kind = draft.kind();
        it.accountId = draft.account().value();
        it.payerId = draft.account().value();
        it.claimId = draft.claim();
        it.enterpriseId = enterprise == null ? null : enterprise.value();
        it.predecessor = draft.predecessor() == null ? null : draft.predecessor().hex();
        it.productCode = draft.product();
        it.priceCents = draft.priceCents();
        it.state = OrderState.draft;
        it.createdAt = now;
        it.stateSince = now;
        return it;
    }

    /// @param payer who will be asked to pay
    /// @param place of its predecessor; null when it follows none
    void submit(
            AccountId payer,
            @Nullable EnterpriseId enterprise,
            @Nullable SerialNumber place,
            String sealedSubject) {
        become(OrderState.awaiting_review);
        enterpriseId = enterprise == null ? null : enterprise.value();
        payerId = payer.value();
        successorOf = place == null ? null : place.hex();
        subjectSealed = sealedSubject;
    }

    void paidBy(AccountId account) {
        payerId = account.value();
    }

    void become(OrderState next) {
        if (!state.mayBecome(next)) {
            throw OrderProblem.wrong_state.with(state.name());
        }
        state = next;
        if (next == OrderState.rejected
                || next == OrderState.closed
                || next == OrderState.refunded) {
            successorOf = null;
        }
    }

    void since(Instant now) {
        stateSince = now;
    }

    /// Certificates are being made for it: from here on nothing is paid back.
    void fulfil() {
        if (state != OrderState.awaiting_download) {
            throw OrderProblem.wrong_state.with(state.name());
        }
        fulfilled = true;
    }

    public boolean isFulfilled() {
        return fulfilled;
    }

    @Override
    public UUID getId() {
        return id;
    }

    public OrderId orderId() {
        return new OrderId(id);
    }

    @Override
    public boolean isNew() {
        return version == null;
    }

    public OrderKind kind() {
        return kind;
    }

    public AccountId accountId() {
        return new AccountId(accountId);
    }

    /// Who pays: the applicant, or the administrator.
    public AccountId payerId() {
        // Old code stores none.
        return new AccountId(payerId == null ? accountId : payerId);
    }

    @Nullable UUID claimId() {
        return claimId;
    }

    /// The certificate that this order's follows: renewed, reissued or changed.
    public @Nullable SerialNumber predecessor() {
        return predecessor == null ? null : new SerialNumber(predecessor);
    }

    public @Nullable EnterpriseId enterpriseId() {
        return enterpriseId == null ? null : new EnterpriseId(enterpriseId);
    }

    public String productCode() {
        return productCode;
    }

    public long priceCents() {
        return priceCents;
    }

    public OrderState state() {
        return state;
    }

    @Nullable String subjectSealed() {
        return subjectSealed;
    }

    Instant createdAt() {
        return createdAt;
    }
}
