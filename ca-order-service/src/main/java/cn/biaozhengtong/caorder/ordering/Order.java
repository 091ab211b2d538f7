package cn.biaozhengtong.caorder.ordering;

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
    private UUID claimId;
    private @Nullable UUID enterpriseId;
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

    static Order draft(
            UUID id, UUID account, UUID claim, String product, long priceCents, Instant now) {
        Order it = new Order();
        it.id = id;
        it.kind = OrderKind.claim;
        it.accountId = account;
        it.claimId = claim;
        it.productCode = product;
        it.priceCents = priceCents;
        it.state = OrderState.draft;
        it.createdAt = now;
        it.stateSince = now;
        return it;
    }

    void submit(UUID enterprise, String sealedSubject) {
        become(OrderState.awaiting_review);
        enterpriseId = enterprise;
        subjectSealed = sealedSubject;
    }

    void become(OrderState next) {
        if (!state.mayBecome(next)) {
            throw OrderProblem.wrong_state.with(state.name());
        }
        state = next;
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

    @Override
    public boolean isNew() {
        return version == null;
    }

    public OrderKind kind() {
        return kind;
    }

    public UUID accountId() {
        return accountId;
    }

    public UUID claimId() {
        return claimId;
    }

    public @Nullable UUID enterpriseId() {
        return enterpriseId;
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
