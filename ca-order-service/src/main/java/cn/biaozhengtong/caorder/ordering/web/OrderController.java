package cn.biaozhengtong.caorder.ordering.web;

import cn.biaozhengtong.caorder.ordering.ApplicationForm;
import cn.biaozhengtong.caorder.ordering.Attachments;
import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderKind;
import cn.biaozhengtong.caorder.ordering.OrderRights;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.caorder.ordering.PlaceOrder;
import cn.biaozhengtong.caorder.ordering.SubmitOrder;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.data.IdempotencyKeys;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// 我的订单, for phones.
@RestController
@RequestMapping("/api/orders/v1/orders")
class OrderController {
    private final Orders orders;
    private final PlaceOrder place;
    private final SubmitOrder submit;
    private final Papers papers;
    private final IdempotencyKeys keys;

    OrderController(
            Orders orders,
            PlaceOrder place,
            SubmitOrder submit,
            Papers papers,
            IdempotencyKeys keys) {
        this.orders = orders;
        this.place = place;
        this.submit = submit;
        this.papers = papers;
        this.keys = keys;
    }

    /// Form, attachments, and who may see them.
    @org.springframework.stereotype.Component
    record Papers(Attachments attachments, ApplicationForm form, OrderRights rights) {}

    /// What each kind needs: `claim` and `change` a claimId, `additional` and `agent` an
    /// enterpriseId, `renewal`, `reissue` and `change` a certificate; a product where it is not
    /// that of the certificate.
    ///
    /// @param kind `claim` when absent
    /// @param certificate serial, hexadecimal
    record OrderRequest(
            @Nullable OrderKind kind,
            @Nullable UUID claimId,
            @Nullable UUID enterpriseId,
            @Size(max = 40) @Nullable String certificate,
            @Size(max = 40) @Nullable String productCode) {
        PlaceOrder.Wish wish() {
            return new PlaceOrder.Wish(
                    kind == null ? OrderKind.claim : kind,
                    claimId,
                    enterpriseId == null ? null : new EnterpriseId(enterpriseId),
                    certificate == null ? null : new SerialNumber(certificate),
                    productCode);
        }
    }

    record OrderCreated(UUID orderId) {}

    /// @param certificate serial of the one that it follows
    /// @param papers what must be attached
    record OrderView(
            UUID id,
            String kind,
            String state,
            String productCode,
            long priceCents,
            UUID applicantId,
            UUID payerId,
            @Nullable UUID enterpriseId,
            @Nullable String certificate,
            Set<Attachments.Kind> papers,
            List<Attachments.Attachment> attachments,
            List<Orders.Step> steps) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    OrderCreated place(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody OrderRequest request) {
        Order.Draft draft = place.prepare(caller.account(), request.wish());
        return keys.once(
                "order:" + caller.id(),
                key,
                request,
                OrderCreated.class,
                () -> new OrderCreated(place.place(draft).value()));
    }

    /// Which of the lists (R27).
    enum OrderList {
        /// 我的订单
        all(EnumSet.allOf(OrderState.class)),
        /// 审核中
        in_review(
                EnumSet.of(
                        OrderState.awaiting_review,
                        OrderState.awaiting_approval,
                        OrderState.returned)),
        /// 待支付
        unpaid(EnumSet.of(OrderState.awaiting_payment)),
        /// 退款/售后
        after_sales(EnumSet.of(OrderState.refunding, OrderState.refunded));

        private final Set<OrderState> states;

        OrderList(Set<OrderState> states) {
            this.states = states;
        }
    }

    @GetMapping
    List<OrderView> list(Caller caller, @RequestParam(defaultValue = "all") OrderList list) {
        return orders.of(caller.account(), list.states).stream().map(this::view).toList();
    }

    @GetMapping("/{id}")
    OrderView one(Caller caller, @PathVariable UUID id) {
        return view(papers.rights().see(caller.account(), new OrderId(id)));
    }

    @GetMapping("/{id}/template")
    ResponseEntity<byte[]> template(Caller caller, @PathVariable UUID id) {
        ContentDisposition name =
                ContentDisposition.attachment().filename("application-form.pdf").build();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .body(papers.form().fill(caller.account(), new OrderId(id)));
    }

    @PostMapping(path = "/{id}/attachments", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Attachments.Attachment attach(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam Attachments.Kind kind,
            @RequestParam MultipartFile file) {
        return papers.attachments().attach(caller.account(), new OrderId(id), kind, file);
    }

    @PostMapping("/{id}/submit")
    OrderView submit(Caller caller, @PathVariable UUID id) {
        submit.submit(caller.account(), new OrderId(id));
        return one(caller, id);
    }

    private OrderView view(Order order) {
        EnterpriseId enterprise = order.enterpriseId();
        SerialNumber predecessor = order.predecessor();
        return new OrderView(
                order.getId(),
                order.kind().name(),
                order.state().name(),
                order.productCode(),
                order.priceCents(),
                order.accountId().value(),
                order.payerId().value(),
                enterprise == null ? null : enterprise.value(),
                predecessor == null ? null : predecessor.hex(),
                order.kind().papers(),
                papers.attachments().of(order.orderId()),
                orders.steps(order.orderId()));
    }
}
