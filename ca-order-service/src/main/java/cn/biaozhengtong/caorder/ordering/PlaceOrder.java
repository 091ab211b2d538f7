package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.caorder.catalogue.Catalogue;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Opens an order for a claim as a draft, at the catalogue's price.
@Component
public class PlaceOrder {
    private final Orders orders;
    private final Catalogue catalogue;
    private final ClaimDesk claims;
    private final Clock clock;

    PlaceOrder(Orders orders, Catalogue catalogue, ClaimDesk claims, Clock clock) {
        this.orders = orders;
        this.catalogue = catalogue;
        this.claims = claims;
        this.clock = clock;
    }

    /// Whether the claim is this account's; asked before the transaction begins.
    public void mustOwn(UUID account, UUID claimId) {
        if (!claims.statement(claimId).accountId().equals(account)) {
            throw OrderProblem.order_unknown.exception();
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public UUID place(UUID account, UUID claimId, String productCode) {
        Catalogue.Product product =
                catalogue
                        .product(productCode)
                        .filter(it -> !it.withdrawn())
                        .orElseThrow(OrderProblem.product_unknown::exception);
        UUID id = UUID.randomUUID();
        orders.add(
                Order.draft(
                        id, account, claimId, productCode, product.priceCents(), clock.instant()));
        return id;
    }
}
