package cn.biaozhengtong.caorder.payment.web;

import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.payment.Ledger;
import cn.biaozhengtong.caorder.payment.Reconciliation;
import cn.biaozhengtong.caorder.payment.RefundOrder;
import cn.biaozhengtong.caorder.payment.RefundState;
import cn.biaozhengtong.caorder.payment.Refunds;
import cn.biaozhengtong.kit.data.IdempotencyKeys;
import cn.biaozhengtong.kit.problem.RequestProblem;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Refunds, ledger and reconciliation, for the CA administrator; the auditor reads along.
@RestController
@RequestMapping("/operations/v1")
class FinanceController {
    private final RefundOrder request;
    private final Refunds refunds;
    private final Ledger ledger;
    private final Reconciliation reconciliation;
    private final IdempotencyKeys keys;

    FinanceController(
            RefundOrder request,
            Refunds refunds,
            Ledger ledger,
            Reconciliation reconciliation,
            IdempotencyKeys keys) {
        this.request = request;
        this.refunds = refunds;
        this.ledger = ledger;
        this.reconciliation = reconciliation;
        this.keys = keys;
    }

    record OperatorRefund(@NotBlank @Size(max = 200) String reason) {}

    record OperatorRefundTaken(UUID refundId) {}

    record ReconciliationRequest(
            @NotBlank @Size(max = 20) String channel, @NotNull LocalDate day) {}

    /// The whole price of an order back, on the operator's word.
    @PostMapping("/orders/{id}/refunds")
    @ResponseStatus(HttpStatus.CREATED)
    OperatorRefundTaken refund(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody OperatorRefund it) {
        caller.mustHave("ca_administrator");
        return keys.once(
                "refund:" + id,
                key,
                it,
                OperatorRefundTaken.class,
                () ->
                        new OperatorRefundTaken(
                                request.request(
                                        new OrderId(id),
                                        Refunds.Cause.operator,
                                        caller.id(),
                                        new RefundOrder.Wish(it.reason(), Optional.empty()))));
    }

    @GetMapping("/refunds")
    List<Refunds.Refund> refunds(Caller caller, @RequestParam RefundState state) {
        caller.mustHave("ca_administrator", "auditor");
        return refunds.in(state);
    }

    @PostMapping("/refunds/{id}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retry(Caller caller, @PathVariable UUID id) {
        caller.mustHave("ca_administrator");
        request.retry(caller.id(), id);
    }

    @GetMapping("/ledger/balances")
    List<Ledger.Balance> balances(Caller caller) {
        caller.mustHave("ca_administrator", "auditor");
        return ledger.balances();
    }

    @PostMapping("/reconciliations")
    Reconciliation.Report reconcile(Caller caller, @Valid @RequestBody ReconciliationRequest it) {
        caller.mustHave("ca_administrator");
        return reconciliation.run(it.channel(), it.day());
    }

    @GetMapping("/reconciliations/{channel}/{day}")
    Reconciliation.Report reconciliation(
            Caller caller, @PathVariable String channel, @PathVariable LocalDate day) {
        caller.mustHave("ca_administrator", "auditor");
        return reconciliation.find(channel, day).orElseThrow(RequestProblem.not_found::exception);
    }
}
