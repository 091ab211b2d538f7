package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.caorder.catalogue.Catalogue;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Opens an order of any kind as a draft, at the catalogue's price.
@Component
public class PlaceOrder {
    private final Orders orders;
    private final Catalogue catalogue;
    private final Entitlement entitlement;
    private final Clock clock;

    PlaceOrder(Orders orders, Catalogue catalogue, Entitlement entitlement, Clock clock) {
        this.orders = orders;
        this.catalogue = catalogue;
        this.entitlement = entitlement;
        this.clock = clock;
    }

    /// What a phone asks for; what its kind does not need is ignored.
    ///
    /// @param claimId of kinds claim and change
    /// @param enterpriseId of kinds additional and agent
    /// @param certificate serial of what is renewed, reissued or changed
    public record Wish(
            OrderKind kind,
            @Nullable UUID claimId,
            @Nullable EnterpriseId enterpriseId,
            @Nullable SerialNumber certificate,
            @Nullable String productCode) {}

    /// Whether the account may order this; asked of other services before the transaction begins.
    public Order.Draft prepare(AccountId account, Wish wish) {
        Entitlement.Granted granted = entitlement.to(account, wish);
        Catalogue.Product product =
                catalogue
                        .product(granted.product())
                        .filter(it -> !it.withdrawn())
                        .orElseThrow(OrderProblem.product_unknown::exception);
        boolean personal = granted.enterprise() == null && granted.claim() == null;
        boolean fits = product.certificateType().equals(personal ? "personal" : "enterprise");
        if (!fits || !granted.fits(product.platformCode())) {
            throw OrderProblem.product_not_fitting.exception();
        }
        return new Order.Draft(
                wish.kind(),
                account,
                granted.claim(),
                granted.enterprise(),
                granted.predecessor(),
                product.code(),
                wish.kind().isService() ? product.serviceCents() : product.priceCents());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public OrderId place(Order.Draft draft) {
        OrderId id = OrderId.random();
        orders.add(Order.draft(id, draft, clock.instant()));
        return id;
    }
}
