package cn.biaozhengtong.identity.push;

import cn.biaozhengtong.kit.work.Due;
import cn.biaozhengtong.kit.work.DueWork;
import cn.biaozhengtong.kit.work.Pauses;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Sends what waits. A push is a hint: the message is in the app in any case, so it is given up
/// after some attempts, and where no push service is configured nothing is sent.
@Component
class SendPushes {
    private static final Logger LOG = LoggerFactory.getLogger(SendPushes.class);
    private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(15), Duration.ofMinutes(10));
    private static final int LAST = 5;
    private static final int AT_ONCE = 4;

    private final Pushes pushes;
    private final Optional<PushSender> sender;
    private final Due due;

    SendPushes(Pushes pushes, Optional<PushSender> sender, DueWork work) {
        this.pushes = pushes;
        this.sender = sender;
        this.due = work.in(Due.Rows.queue("push", "id", "next_at"), PAUSES, AT_ONCE);
    }

    @Scheduled(fixedDelay = 500)
    void sendDue() {
        due.each(this::attempt);
    }

    private void attempt(Due.Attempt it) {
        try {
            pushes.find(it.key()).ifPresent(this::send);
        } catch (RuntimeException e) {
            if (it.number() < LAST) {
                throw e;
            }
            LOG.warn("push {} is given up: {}", it.key(), e.toString());
        }
    }

    private void send(Pushes.Push push) {
        for (String address : pushes.address(push.device())) {
            boolean there =
                    sender.map(it -> it.send(address, push.title(), push.link())).orElse(true);
            if (!there) {
                pushes.withdraw(push.device());
            }
        }
    }
}
