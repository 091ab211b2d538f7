package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Who may see, pay and fetch an order: asked afresh, never inside a transaction. Absent and
/// foreign orders look the same.
@Component
public class OrderRights {
    private final Orders orders;
    private final EnterpriseDesk enterprises;
    private final ClaimDesk claims;
    private final TransactionTemplate transactions;

    OrderRights(
            Orders orders,
            EnterpriseDesk enterprises,
            ClaimDesk claims,
            TransactionTemplate transactions) {
        this.claims = claims;
        this.orders = orders;
        this.enterprises = enterprises;
        this.transactions = transactions;
    }

    /// The applicant, and the administrator who pays.
    public Order see(AccountId account, OrderId id) {
        Order order = orders.byId(id);
        boolean mine = order.accountId().equals(account);
        if (!mine && !(order.kind().administratorPays() && administers(order, account))) {
            throw OrderProblem.order_unknown.exception();
        }
        return order;
    }

    /// Puts it before the reviewers: the applicant, while he still belongs to the enterprise.
    Order submit(AccountId account, OrderId id) {
        Order order = orders.of(account, id);
        mustBelong(order, account);
        return order;
    }

    /// Pays.
    public Order pay(AccountId account, OrderId id) {
        Order order = refund(account, id);
        mustStand(order);
        return order;
    }

    /// Takes money back.
    public Order refund(AccountId account, OrderId id) {
        Order order = see(account, id);
        if (order.kind().administratorPays()) {
            mustAdminister(order, account);
            keepPayer(order, account);
        } else {
            mustBelong(order, account);
        }
        return order;
    }

    /// Has certificates issued: not for what became void meanwhile.
    public Order obtain(AccountId account, OrderId id) {
        Order order = fetch(account, id);
        mustStand(order);
        return order;
    }

    /// Downloads the certificates onto his own device, and confirms: what was issued goes on, and
    /// what a void succession is worth is decided where members are kept.
    public Order fetch(AccountId account, OrderId id) {
        Order order = see(account, id);
        if (order.kind().administratorFetches()) {
            mustAdminister(order, account);
        } else if (!order.accountId().equals(account)) {
            throw OrderProblem.order_unknown.exception();
        } else {
            mustBelong(order, account);
        }
        return order;
    }

    /// Papers, review and payment take days: a succession may have become void meanwhile.
    private void mustStand(Order order) {
        UUID claim = order.claimId();
        if (claim != null && order.kind() == OrderKind.claim && claims.statement(claim).isVoid()) {
            throw OrderProblem.succession_void.exception();
        }
    }

    private void mustAdminister(Order order, AccountId account) {
        if (!administers(order, account)) {
            throw OrderProblem.only_administrator.exception();
        }
    }

    /// A claim's enterprise has no members yet; a person's certificate has no enterprise.
    private void mustBelong(Order order, AccountId account) {
        EnterpriseId enterprise = order.enterpriseId();
        if (enterprise != null
                && order.kind() != OrderKind.claim
                && enterprises.role(account, enterprise) == EnterpriseDesk.Role.none) {
            throw OrderProblem.no_member.exception();
        }
    }

    private boolean administers(Order order, AccountId account) {
        EnterpriseId enterprise = order.enterpriseId();
        return enterprise != null
                && enterprises.role(account, enterprise) == EnterpriseDesk.Role.administrator;
    }

    /// The role may have been handed over since the order was submitted.
    private void keepPayer(Order order, AccountId account) {
        if (!order.payerId().equals(account)) {
            transactions.executeWithoutResult(
                    status -> orders.lock(order.orderId()).paidBy(account));
        }
    }
}
