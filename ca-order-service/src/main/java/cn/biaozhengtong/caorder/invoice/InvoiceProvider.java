package cn.biaozhengtong.caorder.invoice;

import java.util.Optional;
import java.util.UUID;

/// Port to who issues electronic invoices (数电票). Our id names the request, so that repeating it
/// gives the same invoice.
public interface InvoiceProvider {
    /// @param redOf number of the blue invoice to take back; empty for a blue one
    /// @param amountCents in 分 (CNY 0.01), always positive
    record Request(UUID id, InvoiceTitle title, long amountCents, Optional<String> redOf) {}

    /// Under way, issued under a number, or refused with the provider's words.
    sealed interface Answer {
        record UnderWay() implements Answer {}

        record Issued(String number) implements Answer {}

        record Refused(String why) implements Answer {}
    }

    /// Asks, or asks again how far it came.
    Answer issue(Request request);
}
