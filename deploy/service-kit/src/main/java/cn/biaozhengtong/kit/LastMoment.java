package cn.biaozhengtong.kit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// A process that is told to end has ended [#AFTER] that, whatever it still waits for: an answer
/// that never comes, a database that it is just starting with. Nothing is lost by it that kill -9
/// would not lose; whoever told it (systemd, Kubernetes, the launcher) waits 30 s.
///
/// Before the context, since starting may wait longest.
final class LastMoment implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    static final Duration AFTER = Duration.ofSeconds(28);

    /// As of who was ended by SIGTERM.
    private static final int ENDED = 143;

    private static final AtomicBoolean WATCHES = new AtomicBoolean();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (!WATCHES.getAndSet(true)) {
            Runtime.getRuntime().addShutdownHook(new Thread(LastMoment::begins, "last-moment"));
        }
    }

    /// A hook is waited for; this one only begins to count.
    private static void begins() {
        Thread.ofPlatform().daemon().name("last-moment").start(LastMoment::end);
    }

    private static void end() {
        try {
            Thread.sleep(AFTER);
            System.err.println("It did not end by itself within " + AFTER.toSeconds() + " s.");
            Runtime.getRuntime().halt(ENDED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
