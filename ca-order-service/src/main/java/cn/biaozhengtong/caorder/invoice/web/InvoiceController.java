package cn.biaozhengtong.caorder.invoice.web;

import cn.biaozhengtong.caorder.invoice.InvoiceTitle;
import cn.biaozhengtong.caorder.invoice.InvoiceTitles;
import cn.biaozhengtong.caorder.invoice.Invoices;
import cn.biaozhengtong.caorder.invoice.TitleId;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.kit.data.IdempotencyKeys;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.kit.text.Name;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// 发票管理, for phones.
@RestController
@RequestMapping("/api/orders/v1")
class InvoiceController {
    private final InvoiceTitles titles;
    private final Invoices invoices;
    private final IdempotencyKeys keys;

    InvoiceController(InvoiceTitles titles, Invoices invoices, IdempotencyKeys keys) {
        this.titles = titles;
        this.invoices = invoices;
        this.keys = keys;
    }

    /// @param taxNumber 15 to 20 capital letters and digits; empty for a person
    record TitleRequest(
            @NotBlank @Name @Size(max = 100) String name,
            @NotNull @Pattern(regexp = "([0-9A-Z]{15,20})?") String taxNumber,
            @NotNull @Email @Size(max = 100) String email) {}

    record TitleKept(UUID id) {}

    record InvoiceRequest(@NotNull UUID titleId) {}

    record InvoiceTaken(UUID invoiceId) {}

    @GetMapping("/invoice-titles")
    List<InvoiceTitles.Kept> titles(Caller caller) {
        return titles.of(caller.account());
    }

    @PostMapping("/invoice-titles")
    @ResponseStatus(HttpStatus.CREATED)
    TitleKept add(Caller caller, @Valid @RequestBody TitleRequest it) {
        return new TitleKept(
                titles.add(
                                caller.account(),
                                new InvoiceTitle(it.name().strip(), it.taxNumber(), it.email()))
                        .value());
    }

    @DeleteMapping("/invoice-titles/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable UUID id) {
        titles.remove(caller.account(), new TitleId(id));
    }

    @GetMapping("/orders/{id}/invoices")
    List<Invoices.Invoice> invoices(Caller caller, @PathVariable UUID id) {
        return invoices.of(caller.account(), new OrderId(id));
    }

    /// One blue invoice, when the order is completed.
    @PostMapping("/orders/{id}/invoices")
    @ResponseStatus(HttpStatus.CREATED)
    InvoiceTaken request(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody InvoiceRequest it) {
        return keys.once(
                "invoice:" + caller.id() + ":" + id,
                key,
                it,
                InvoiceTaken.class,
                () ->
                        new InvoiceTaken(
                                invoices.request(
                                        caller.account(),
                                        new OrderId(id),
                                        new TitleId(it.titleId()))));
    }

    /// 换开: a red invoice takes this one back, and another is made out.
    @PostMapping("/invoices/{id}/replace")
    @ResponseStatus(HttpStatus.CREATED)
    InvoiceTaken replace(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody InvoiceRequest it) {
        return keys.once(
                "invoice.replace:" + caller.id() + ":" + id,
                key,
                it,
                InvoiceTaken.class,
                () ->
                        new InvoiceTaken(
                                invoices.replace(caller.account(), id, new TitleId(it.titleId()))));
    }
}
