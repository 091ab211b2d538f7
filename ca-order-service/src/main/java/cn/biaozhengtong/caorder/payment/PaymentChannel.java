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
    /// What is to be paid.
    ///
    /// @param scene how the user pays, one of the channel's own words; its usual one when empty
    /// @param payer whom the channel knows the payer as, where the scene needs it
    /// @param payerIp the phone's address, for the channel's risk control
    /// @param expiresAt when the trade ends by itself, the same at every call
    record Trade(
            PaymentId paymentId,
            long amountCents,
            String title,
            String scene,
            String payer,
            String payerIp,
            Instant expiresAt) {}

    /// @param cashierUrl where the user pays; relative to our public address, or the channel's own;
    ///   empty when the channel's app is called with parameters instead
    /// @param parameters for the channel's app or script, as it names them
    record Prepaid(String cashierUrl, Map<String, String> parameters) {
        public static Prepaid at(String cashierUrl) {
            return new Prepaid(cashierUrl, Map.of());
        }
    }

    /// A notice that is the channel's.
    ///
    /// @param paid empty when it tells of something else than money that came
    record Verified(String noticeId, Optional<Paid> paid) {}

    /// What a channel says of a trade that was paid.
    ///
    /// @param noticeId unique per event of the channel
    /// @param paidAt by the channel's clock; decides in which day's bill it stands
    record Paid(
            String noticeId,
            PaymentId paymentId,
            String tradeNo,
            long amountCents,
            Instant paidAt) {}

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

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when the scene is not one of the
    ///   channel's, or the channel does not answer
    Prepaid prepay(Trade trade);

    /// The trade, when it is paid; a query and a notice say the same.
    Optional<Paid> query(PaymentId paymentId);

    /// Closes a trade so that it can be paid no more; what nobody opened counts as closed.
    ///
    /// @return the trade, when it was paid before
    Optional<Paid> close(PaymentId paymentId);

    /// Pays the whole amount back; repeatable, and also tells how far an earlier call came.
    Refunded refund(UUID refundId, PaymentId paymentId, long amountCents, String reason);

    /// What the channel settled on a day of China's time.
    List<BillLine> bill(LocalDate day);

    /// A verified notice.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when the signature is not the
    ///   channel's
    Verified verify(Notice notice);

    Receipt receipt();
}
