package cn.biaozhengtong.identity.push;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
    private static final List<Duration> PLAN =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10));
    private static final int AT_ONCE = 50;

    private final Pushes pushes;
    private final Optional<PushSender> sender;
    private final Clock clock;

    SendPushes(Pushes pushes, Optional<PushSender> sender, Clock clock) {
        this.pushes = pushes;
        this.sender = sender;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 500)
    void sendDue() {
        for (Pushes.Due push : pushes.due(AT_ONCE)) {
            boolean last = push.attempts() >= PLAN.size();
            Duration pause = PLAN.get(Math.min(push.attempts(), PLAN.size() - 1));
            if (pushes.take(push, clock.instant().plus(pause)) && (send(push) || last)) {
                pushes.done(push);
            }
        }
    }

    /// False when it is to be tried again.
    private boolean send(Pushes.Due push) {
        try {
            for (String address : pushes.address(push.device())) {
                boolean there =
                        sender.map(it -> it.send(address, push.title(), push.link())).orElse(true);
                if (!there) {
                    pushes.withdraw(push.device());
                }
            }
            return true;
        } catch (RuntimeException e) {
            LOG.warn("a push to {} waits: {}", push.device(), e.toString());
            return false;
        }
    }
}
