package cn.biaozhengtong.caorder.payment;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The channels that this installation has.
@Component
public class PaymentChannels {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentChannels.class);

    private final List<PaymentChannel> all;

    PaymentChannels(ObjectProvider<PaymentChannel> all) {
        this.all = all.orderedStream().toList();
        if (this.all.isEmpty()) {
            LOG.warn("Not configured: nobody can pay. Set bzt.wechat.* or bzt.alipay.*");
        }
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
