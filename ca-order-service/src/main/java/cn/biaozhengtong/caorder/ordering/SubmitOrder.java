package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.kit.data.FieldCipher;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// 【提交申请】: reserves the enterprise, fixes the subject, and puts the order before the reviewers.
///
/// Reserving comes first and may be repeated, so a crash in between leaves a draft that the user
/// submits again.
@Component
public class SubmitOrder {
    private final Orders orders;
    private final Attachments attachments;
    private final ClaimDesk claims;
    private final Subjects subjects;
    private final TransactionTemplate transactions;

    SubmitOrder(
            Orders orders,
            Attachments attachments,
            ClaimDesk claims,
            Subjects subjects,
            TransactionTemplate transactions) {
        this.orders = orders;
        this.attachments = attachments;
        this.claims = claims;
        this.subjects = subjects;
        this.transactions = transactions;
    }

    /// Who the certificate will be for, sealed in the order from submission on.
    @Component
    public static class Subjects {
        private final FieldCipher cipher;
        private final JsonMapper json;

        Subjects(FieldCipher cipher, JsonMapper json) {
            this.cipher = cipher;
            this.json = json;
        }

        public ClaimDesk.Statement of(Order order) {
            String sealed = order.subjectSealed();
            if (sealed == null) {
                throw OrderProblem.wrong_state.with(order.state().name());
            }
            return json.readValue(
                    cipher.open(sealed, "order.subject:" + order.getId()),
                    ClaimDesk.Statement.class);
        }

        String seal(UUID orderId, ClaimDesk.Statement statement) {
            return cipher.seal(json.writeValueAsString(statement), "order.subject:" + orderId);
        }
    }

    public void submit(UUID account, UUID orderId) {
        Order order = orders.of(account, orderId);
        if (order.state() == OrderState.awaiting_review) {
            return;
        }
        if (!order.state().mayBecome(OrderState.awaiting_review)) {
            throw OrderProblem.wrong_state.with(order.state().name());
        }
        if (attachments.of(orderId).size() < Attachments.Kind.values().length) {
            throw OrderProblem.attachment_missing.exception();
        }
        ClaimDesk.Statement statement = claims.reserve(order.claimId());
        UUID enterprise = statement.enterpriseId();
        if (enterprise == null) {
            throw new IllegalStateException("a reserved claim has an enterprise");
        }
        transactions.executeWithoutResult(status -> {
            Order locked = orders.lock(orderId);
            if (locked.state() == OrderState.awaiting_review) {
                return;
            }
            OrderState from = locked.state();
            locked.submit(enterprise, subjects.seal(orderId, statement));
            orders.moved(locked, from, account.toString(), null, "submitted");
        });
    }
}
