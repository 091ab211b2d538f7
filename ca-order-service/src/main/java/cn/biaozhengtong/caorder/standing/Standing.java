package cn.biaozhengtong.caorder.standing;

import cn.biaozhengtong.caorder.invoice.InvoiceTitles;
import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What stands in an account's name: while something does, the account is not deleted (R8).
@Component
public class Standing {
    // A draft was never handed in: nobody waits for it.
    private static final Set<OrderState> ENDED =
            EnumSet.of(
                    OrderState.draft,
                    OrderState.completed,
                    OrderState.rejected,
                    OrderState.closed,
                    OrderState.refunded);

    private final Certificates certificates;
    private final Orders orders;
    private final InvoiceTitles titles;
    private final Clock clock;

    Standing(Certificates certificates, Orders orders, InvoiceTitles titles, Clock clock) {
        this.titles = titles;
        this.certificates = certificates;
        this.orders = orders;
        this.clock = clock;
    }

    public record Named(String id, String name) {}

    /// @param lastExpiry of every certificate that the account ever held; null when there was none
    public record Report(
            List<Named> certificates, List<Named> orders, @Nullable Instant lastExpiry) {}

    public Report of(AccountId account) {
        List<Certificates.Stored> all = certificates.of(account);
        Instant now = clock.instant();
        List<Named> inForce =
                all.stream()
                        .filter(Certificates.Stored::isSigning)
                        .filter(it -> !it.isRevoked() && it.notAfter().isAfter(now))
                        .map(it -> new Named(it.serial().hex(), it.holder()))
                        .toList();
        List<Named> open =
                orders.of(account, EnumSet.complementOf(EnumSet.copyOf(ENDED))).stream()
                        .map(it -> new Named(it.getId().toString(), it.kind().name()))
                        .toList();
        Instant last =
                all.stream()
                        .map(Certificates.Stored::notAfter)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
        return new Report(inForce, open, last);
    }

    /// Whether the account holds a certificate of the enterprise that is in force.
    public boolean holds(AccountId account, EnterpriseId enterprise) {
        Instant now = clock.instant();
        return certificates.of(account).stream()
                .anyMatch(it ->
                        it.isSigning()
                                && it.isActive()
                                && enterprise.equals(it.enterpriseId())
                                && it.notAfter().isAfter(now));
    }

    record OwnOrder(UUID id, String kind, String state, long priceCents) {}

    record OwnCertificate(
            String serial, String usage, String holder, String state, Instant notAfter) {}

    /// A copy for the person.
    public Map<String, Object> personalData(AccountId account) {
        return Map.of(
                "invoiceTitles",
                titles.of(account),
                "orders",
                orders.of(account, EnumSet.allOf(OrderState.class)).stream()
                        .map(Standing::own)
                        .toList(),
                "certificates",
                certificates.of(account).stream()
                        .map(it ->
                                new OwnCertificate(
                                        it.serial().hex(),
                                        it.use().name(),
                                        it.holder(),
                                        it.state().name(),
                                        it.notAfter()))
                        .toList());
    }

    private static OwnOrder own(Order it) {
        return new OwnOrder(it.getId(), it.kind().name(), it.state().name(), it.priceCents());
    }
}
