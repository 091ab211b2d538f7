package cn.biaozhengtong.caorder.authority.register;

import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Signs what a crash left recorded, whomever it is for.
@Component
public class FinishSigning {
    private static final Logger LOG = LoggerFactory.getLogger(FinishSigning.class);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

    private final IssuedCertificates issued;
    private final Register register;
    private final Clock clock;

    FinishSigning(IssuedCertificates issued, Register register, Clock clock) {
        this.issued = issued;
        this.register = register;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 30_000, initialDelay = 5_000)
    void reconcile() {
        finish(LEFT_ALONE);
    }

    /// @param age of what is finished, at least; younger ones are still being signed by somebody
    public void finish(Duration age) {
        for (SerialNumber serial : issued.reservedBefore(clock.instant().minus(age))) {
            LOG.info("finishing the signing of {}", serial);
            try {
                register.sign(register.recorded(serial));
            } catch (RuntimeException e) {
                // The others are not kept waiting by one that an outside CA does not sign.
                LOG.warn("certificate {} is unfinished: {}", serial, e.toString());
            }
        }
    }
}
