package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// What each kind of order demands of who places it (R20).
@Component
class Entitlement {
    private final ClaimDesk claims;
    private final EnterpriseDesk enterprises;
    private final IssuedCertificates issued;
    private final Duration window;
    private final Clock clock;

    Entitlement(
            ClaimDesk claims,
            EnterpriseDesk enterprises,
            IssuedCertificates issued,
            @Value("${bzt.renewal-window:90d}") Duration window,
            Clock clock) {
        this.claims = claims;
        this.enterprises = enterprises;
        this.issued = issued;
        this.window = window;
        this.clock = clock;
    }

    /// @param platform null: any
    record Granted(
            @Nullable UUID claim,
            @Nullable EnterpriseId enterprise,
            @Nullable SerialNumber predecessor,
            @Nullable String platform,
            String product) {
        boolean fits(String platformCode) {
            return platform == null || platform.equals(platformCode);
        }
    }

    Granted to(AccountId account, PlaceOrder.Wish wish) {
        return switch (wish.kind()) {
            case claim -> claim(account, wish);
            case change -> change(account, wish);
            case additional -> member(account, wish, EnterpriseDesk.Role.none);
            case agent -> member(account, wish, EnterpriseDesk.Role.administrator);
            case renewal -> renewal(account, wish);
            case reissue -> reissue(account, wish);
            case personal -> new Granted(null, null, null, null, product(wish));
        };
    }

    private Granted claim(AccountId account, PlaceOrder.Wish wish) {
        ClaimDesk.Statement statement = statement(account, wish);
        if (statement.isChange()) {
            throw OrderProblem.order_unknown.exception();
        }
        return new Granted(statement.claimId(), null, null, null, product(wish));
    }

    private Granted change(AccountId account, PlaceOrder.Wish wish) {
        ClaimDesk.Statement statement = statement(account, wish);
        EnterpriseId enterprise = statement.enterpriseId();
        if (!statement.isChange() || enterprise == null) {
            throw OrderProblem.order_unknown.exception();
        }
        if (enterprises.role(account, enterprise) != EnterpriseDesk.Role.administrator) {
            throw OrderProblem.only_administrator.exception();
        }
        IssuedCertificates.Predecessor old = predecessor(account, wish);
        boolean ours = enterprise.equals(old.enterpriseId()) && old.person() == null;
        if (!ours) {
            throw OrderProblem.predecessor_unknown.exception();
        }
        mustBeActive(old);
        return new Granted(
                statement.claimId(),
                enterprise,
                old.serial(),
                old.platformCode(),
                old.productCode());
    }

    /// @param refused the role that may not place it
    private Granted member(AccountId account, PlaceOrder.Wish wish, EnterpriseDesk.Role refused) {
        EnterpriseId enterprise = wish.enterpriseId();
        if (enterprise == null) {
            throw OrderProblem.enterprise_missing.exception();
        }
        EnterpriseDesk.Role role = enterprises.role(account, enterprise);
        if (role == EnterpriseDesk.Role.none) {
            throw OrderProblem.no_member.exception();
        }
        if (role == refused) {
            throw OrderProblem.agents_only.exception();
        }
        return new Granted(null, enterprise, null, null, product(wish));
    }

    private Granted renewal(AccountId account, PlaceOrder.Wish wish) {
        IssuedCertificates.Predecessor old = predecessor(account, wish);
        mustBeActive(old);
        Instant now = clock.instant();
        boolean open = !now.isBefore(old.notAfter().minus(window)) && now.isBefore(old.notAfter());
        if (!open) {
            throw OrderProblem.outside_renewal_window.with(
                    "可续期时间：" + old.notAfter().minus(window) + " 至 " + old.notAfter());
        }
        mustBelong(account, old);
        String product = wish.productCode();
        return new Granted(
                null,
                old.enterpriseId(),
                old.serial(),
                old.platformCode(),
                product == null ? old.productCode() : product);
    }

    private Granted reissue(AccountId account, PlaceOrder.Wish wish) {
        IssuedCertificates.Predecessor old = predecessor(account, wish);
        if (old.standing() == IssuedCertificates.Standing.active) {
            throw OrderProblem.predecessor_state.with("请先挂失或注销原证书");
        }
        if (!clock.instant().isBefore(old.notAfter())) {
            throw OrderProblem.predecessor_state.with("原证书已到期，请新增证书");
        }
        mustBelong(account, old);
        return new Granted(
                null, old.enterpriseId(), old.serial(), old.platformCode(), old.productCode());
    }

    private ClaimDesk.Statement statement(AccountId account, PlaceOrder.Wish wish) {
        UUID claim = wish.claimId();
        if (claim == null) {
            throw OrderProblem.claim_missing.exception();
        }
        ClaimDesk.Statement statement = claims.statement(claim);
        if (!statement.accountId().equals(account)) {
            throw OrderProblem.order_unknown.exception();
        }
        return statement;
    }

    private IssuedCertificates.Predecessor predecessor(AccountId account, PlaceOrder.Wish wish) {
        SerialNumber serial = wish.certificate();
        if (serial == null) {
            throw OrderProblem.predecessor_missing.exception();
        }
        IssuedCertificates.Predecessor old =
                issued.find(serial)
                        .filter(it -> it.accountId().equals(account))
                        .orElseThrow(OrderProblem.predecessor_unknown::exception);
        mustHaveItsPlace(old);
        return old;
    }

    /// What was recovered, reissued or changed is no predecessor: what took its place is.
    private static void mustHaveItsPlace(IssuedCertificates.Predecessor old) {
        if (old.standing() == IssuedCertificates.Standing.superseded) {
            throw OrderProblem.predecessor_superseded.exception();
        }
    }

    /// The place that an order which is handed in is about; one order for each. A recovery after
    /// this gives the place on, and the order's certificate takes it from there.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when its predecessor has lost it
    Optional<SerialNumber> place(Order order) {
        SerialNumber predecessor = order.predecessor();
        if (predecessor == null) {
            return Optional.empty();
        }
        issued.find(predecessor).ifPresent(Entitlement::mustHaveItsPlace);
        return Optional.of(issued.place(predecessor));
    }

    private static void mustBeActive(IssuedCertificates.Predecessor old) {
        if (old.standing() != IssuedCertificates.Standing.active) {
            throw OrderProblem.predecessor_state.with(old.standing().name());
        }
    }

    private void mustBelong(AccountId account, IssuedCertificates.Predecessor old) {
        EnterpriseId enterprise = old.enterpriseId();
        if (enterprise != null
                && enterprises.role(account, enterprise) == EnterpriseDesk.Role.none) {
            throw OrderProblem.no_member.exception();
        }
    }

    private static String product(PlaceOrder.Wish wish) {
        String product = wish.productCode();
        if (product == null) {
            throw OrderProblem.product_unknown.exception();
        }
        return product;
    }
}
