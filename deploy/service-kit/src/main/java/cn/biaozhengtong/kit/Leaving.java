package cn.biaozhengtong.kit;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// A replica that ends goes on answering for a while after its readiness said no, so that whoever
/// shares requests out has noticed before it takes no more. Only where there is another replica:
/// else the pause helps nobody.
@Component
class Leaving implements SmartLifecycle {
    private final Duration after;
    private volatile boolean running;

    Leaving(@Value("${bzt.leave-after}") Duration after) {
        this.after = after;
    }

    @Override
    public void start() {
        running = true;
    }

    /// Spring Boot has turned readiness off by now.
    @Override
    public void stop() {
        running = false;
        try {
            Thread.sleep(after);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Before the web server, which ends in a lower phase.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
