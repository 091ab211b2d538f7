package cn.biaozhengtong.caorder.payment;

import java.util.Optional;
import java.util.UUID;

/// Port to a payment channel. Our payment id is its merchant order number, so repeating a prepay
/// gives the same trade.
public interface PaymentChannel {
    /// @param cashierUrl where the user pays, relative to our public address
    record Prepaid(String cashierUrl) {}

    /// What a channel says of a trade that was paid.
    ///
    /// @param noticeId unique per event of the channel
    record Paid(String noticeId, UUID paymentId, String tradeNo, long amountCents) {}

    String name();

    Prepaid prepay(UUID paymentId, long amountCents, String title);

    /// The trade, when it is paid; a query and a notice say the same.
    Optional<Paid> query(UUID paymentId);

    /// A verified notice.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when the signature is not the
    ///   channel's
    Paid verify(String body, String signature);
}
