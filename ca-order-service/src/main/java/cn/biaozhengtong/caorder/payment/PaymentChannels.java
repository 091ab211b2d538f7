package cn.biaozhengtong.caorder.payment;

import java.util.List;
import org.springframework.stereotype.Component;

/// The channels that this installation has.
@Component
public class PaymentChannels {
    private final List<PaymentChannel> all;

    PaymentChannels(List<PaymentChannel> all) {
        this.all = List.copyOf(all);
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when there is no such channel
    public PaymentChannel named(String name) {
        return all.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(PaymentProblem.channel_unknown::exception);
    }

    public List<PaymentChannel> all() {
        return all;
    }
}
