package cn.biaozhengtong.caorder.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Port to a payment channel. Our ids are its merchant numbers, so that repeating a call gives the
/// same trade or refund. Amounts in 分 (CNY 0.01).
public interface PaymentChannel {
    /// @param cashierUrl where the user pays; relative to our public address, or the channel's own
    record Prepaid(String cashierUrl) {}

    /// What a channel says of a trade that was paid.
    ///
    /// @param noticeId unique per event of the channel
    /// @param paidAt by the channel's clock; decides in which day's bill it stands
    record Paid(
            String noticeId, UUID paymentId, String tradeNo, long amountCents, Instant paidAt) {}

    /// A notice as it arrived.
    ///
    /// @param headers names in lower case
    record Notice(String body, Map<String, String> headers) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /// @param mediaType of the body that tells the channel not to repeat the notice
    record Receipt(String mediaType, String body) {}

    /// A refund asked for: under way, paid back at a time, or refused with the channel's words.
    sealed interface Refunded {
        record UnderWay() implements Refunded {}

        record Done(Instant at) implements Refunded {}

        record Refused(String why) implements Refunded {}
    }

    /// One line of a day's bill.
    ///
    /// @param id our payment's or refund's
    /// @param amountCents negative for a refund
    record BillLine(UUID id, long amountCents) {}

    String name();

    Prepaid prepay(UUID paymentId, long amountCents, String title);

    /// The trade, when it is paid; a query and a notice say the same.
    Optional<Paid> query(UUID paymentId);

    /// Closes a trade so that it can be paid no more; what nobody opened counts as closed.
    ///
    /// @return the trade, when it was paid before
    Optional<Paid> close(UUID paymentId);

    /// Pays the whole amount back; repeatable, and also tells how far an earlier call came.
    Refunded refund(UUID refundId, UUID paymentId, long amountCents, String reason);

    /// What the channel settled on a day of China's time.
    List<BillLine> bill(LocalDate day);

    /// A verified notice.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when the signature is not the
    ///   channel's
    Paid verify(Notice notice);

    Receipt receipt();
}
