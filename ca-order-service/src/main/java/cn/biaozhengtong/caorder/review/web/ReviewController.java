package cn.biaozhengtong.caorder.review.web;

import cn.biaozhengtong.caorder.ordering.Attachments;
import cn.biaozhengtong.caorder.ordering.EnterpriseDesk;
import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.caorder.review.BeforeOrders;
import cn.biaozhengtong.caorder.review.CompareNames;
import cn.biaozhengtong.caorder.review.DecideOrder;
import cn.biaozhengtong.caorder.review.Decision;
import cn.biaozhengtong.caorder.review.PreChecks;
import cn.biaozhengtong.caorder.review.ReviewClaims;
import cn.biaozhengtong.caorder.review.ReviewDesk;
import cn.biaozhengtong.caorder.review.ReviewSheet;
import cn.biaozhengtong.caorder.review.ReviewStatistics;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The review API for CA operators.
@RestController
@RequestMapping("/review/v1/orders")
class ReviewController {
    private final Orders orders;
    private final Attachments attachments;
    private final ReviewDesk desk;
    private final DecideOrder decide;
    private final Help help;

    ReviewController(
            Orders orders,
            Attachments attachments,
            ReviewDesk desk,
            DecideOrder decide,
            Help help) {
        this.help = help;
        this.orders = orders;
        this.attachments = attachments;
        this.desk = desk;
        this.decide = decide;
    }

    /// What helps a reviewer and decides nothing.
    @org.springframework.stereotype.Component
    record Help(
            ReviewClaims claims,
            PreChecks checks,
            CompareNames names,
            ReviewStatistics statistics,
            BeforeOrders before) {}

    /// @param orderId of the order; of the contested recovery where `kind` is `recovery`
    /// @param claimedBy the operator who works on it; empty when nobody does
    record QueueItem(UUID orderId, String kind, String state, String claimedBy) {}

    /// @param lines name and value alternating; their hash is what is signed
    /// @param checks not part of what is signed
    /// @param nameWarnings neither; what is strange about the enterprise's name, and whose it looks
    ///   like. None also where the check `name` is `unknown`
    record SheetView(
            UUID orderId,
            String state,
            List<String> lines,
            String hash,
            List<PreChecks.Check> checks,
            List<EnterpriseDesk.NameWarning> nameWarnings) {}

    record ClaimTaken(Instant until) {}

    /// @param decidedAt to the second, part of what is signed; within two minutes of now
    record DecisionRequest(
            @NotNull Decision.Stage stage,
            @NotNull Decision.Verdict verdict,
            @NotNull @Size(max = 200) String reason,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String sheetHash,
            @NotNull Instant decidedAt,
            @NotNull @Size(max = 80) byte[] signature) {}

    record DecisionTaken(UUID orderId, String state) {}

    /// Contested recoveries first, whatever the state asked for.
    @GetMapping
    List<QueueItem> queue(Caller caller, @RequestParam OrderState state) {
        caller.mustHave("ca_reviewer", "ca_approver");
        return Stream.concat(
                        help.before().urgent().stream()
                                .map(it -> new QueueItem(it.id(), it.kind(), it.state(), "")),
                        orders.in(state).stream()
                                .map(o ->
                                        new QueueItem(
                                                o.getId(),
                                                o.kind().name(),
                                                o.state().name(),
                                                help.claims().holder(o.orderId()).orElse(""))))
                .toList();
    }

    @GetMapping("/{id}")
    SheetView sheet(Caller caller, @PathVariable UUID id) {
        caller.mustHave("ca_reviewer", "ca_approver");
        OrderId asked = new OrderId(id);
        ReviewSheet sheet = desk.sheet(asked);
        Order order = orders.byId(asked);
        List<EnterpriseDesk.NameWarning> names = help.names().of(order);
        return new SheetView(
                id,
                order.state().name(),
                sheet.lines(),
                sheet.hash(),
                help.checks().of(order, names),
                names == null ? List.of() : names);
    }

    /// 领取: for half an hour nobody else decides about it.
    @PostMapping("/{id}/claim")
    ClaimTaken claim(Caller caller, @PathVariable UUID id) {
        caller.mustHave("ca_reviewer", "ca_approver");
        OrderId order = new OrderId(id);
        orders.byId(order);
        return new ClaimTaken(help.claims().claim(caller.id(), order));
    }

    /// 释放: one's own claim.
    @DeleteMapping("/{id}/claim")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(Caller caller, @PathVariable UUID id) {
        caller.mustHave("ca_reviewer", "ca_approver");
        help.claims().release(caller.id(), new OrderId(id));
    }

    @GetMapping("/statistics")
    ReviewStatistics.Figures statistics(
            Caller caller, @RequestParam(defaultValue = "30") @Min(1) @Max(366) int days) {
        caller.mustHave("ca_reviewer", "ca_approver");
        return help.statistics().of(days);
    }

    /// Always a download, never shown as a page of ours.
    @GetMapping("/{id}/attachments/{kind}")
    ResponseEntity<byte[]> attachment(
            Caller caller, @PathVariable UUID id, @PathVariable Attachments.Kind kind) {
        caller.mustHave("ca_reviewer", "ca_approver");
        Attachments.Content content = attachments.content(new OrderId(id), kind);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(content.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
                .header("X-Content-Type-Options", "nosniff")
                .body(content.bytes().array());
    }

    @PostMapping("/{id}/decisions")
    DecisionTaken decide(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody DecisionRequest request) {
        String role = request.stage() == Decision.Stage.review ? "ca_reviewer" : "ca_approver";
        caller.mustHave(role);
        OrderState state =
                decide.decide(
                        caller.id(),
                        new DecideOrder.Signed(
                                new OrderId(id),
                                request.stage(),
                                request.verdict(),
                                request.reason(),
                                request.sheetHash(),
                                request.decidedAt(),
                                Preimage.of(request.signature())));
        return new DecisionTaken(id, state.name());
    }
}
