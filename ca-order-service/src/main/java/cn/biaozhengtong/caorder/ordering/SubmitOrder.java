package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// 【提交申请】: reserves the enterprise, fixes the subject, and puts the order before the reviewers.
///
/// Reserving comes first and may be repeated, so a crash in between leaves a draft that the user
/// submits again.
@Component
public class SubmitOrder {
    private final Orders orders;
    private final OrderRights rights;
    private final Entitlement entitlement;
    private final Attachments attachments;
    private final Subjects subjects;
    private final EnterpriseDesk enterprises;
    private final TransactionTemplate transactions;

    SubmitOrder(
            Orders orders,
            OrderRights rights,
            Entitlement entitlement,
            Attachments attachments,
            Subjects subjects,
            EnterpriseDesk enterprises,
            TransactionTemplate transactions) {
        this.orders = orders;
        this.rights = rights;
        this.entitlement = entitlement;
        this.attachments = attachments;
        this.subjects = subjects;
        this.enterprises = enterprises;
        this.transactions = transactions;
    }

    public void submit(AccountId account, OrderId orderId) {
        Order order = rights.submit(account, orderId);
        if (order.state() == OrderState.awaiting_review) {
            return;
        }
        if (!order.state().mayBecome(OrderState.awaiting_review)) {
            throw OrderProblem.wrong_state.with(order.state().name());
        }
        if (!attachments.kinds(orderId).containsAll(order.kind().papers())) {
            throw OrderProblem.attachment_missing.exception();
        }
        UUID claim = order.claimId();
        if (claim != null && orders.isSettling(claim)) {
            throw OrderProblem.claim_settling.exception();
        }
        Optional<SerialNumber> place = entitlement.place(order);
        Subject subject = subjects.reserved(order);
        AccountId payer = payer(order);
        try {
            transactions.executeWithoutResult(
                    status -> submit(account, orderId, payer, place.orElse(null), subject));
        } catch (DataIntegrityViolationException e) {
            if (order.predecessor() == null) {
                throw e;
            }
            throw OrderProblem.successor_exists.exception();
        }
    }

    private void submit(
            AccountId account,
            OrderId orderId,
            AccountId payer,
            @Nullable SerialNumber place,
            Subject subject) {
        Order order = orders.lock(orderId);
        if (order.state() == OrderState.awaiting_review) {
            return;
        }
        OrderState from = order.state();
        UUID enterprise = subject.enterpriseId();
        order.submit(
                payer,
                enterprise == null ? null : new EnterpriseId(enterprise),
                place,
                subjects.seal(orderId, subject));
        orders.moved(order, from, account.toString(), null, "submitted");
    }

    private AccountId payer(Order order) {
        EnterpriseId enterprise = order.enterpriseId();
        if (enterprise == null || !order.kind().administratorPays()) {
            return order.accountId();
        }
        return enterprises
                .administrator(enterprise)
                .orElseThrow(OrderProblem.administrator_missing::exception);
    }
}
