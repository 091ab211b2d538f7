package cn.biaozhengtong.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// Whether a process is at work: its log grows, or it computes more than one that only waits.
final class Movement {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /// Of its time, in per cent: an idle Java takes less.
    private static final int IDLE_PER_CENT = 2;

    private final Path log;
    private final ProcessHandle process;
    private Instant looked;
    private Instant moved;
    private long said;
    private Duration computed;

    Movement(Path log, ProcessHandle process, Instant now) {
        this.log = log;
        this.process = process;
        this.looked = now;
        this.moved = now;
        this.said = log.toFile().length();
        this.computed = cpu();
    }

    /// When it last moved, as far as is known.
    Instant last(Instant now) {
        Duration since = Duration.between(looked, now);
        if (since.compareTo(LOOK_EVERY) >= 0) {
            long says = log.toFile().length();
            Duration computes = cpu();
            Duration idle = since.multipliedBy(IDLE_PER_CENT).dividedBy(100);
            if (says != said || computes.minus(computed).compareTo(idle) > 0) {
                moved = now;
            }
            looked = now;
            said = says;
            computed = computes;
        }
        return moved;
    }

    private Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public String toString() {
        return "at work (%d s of CPU, %d bytes of log)".formatted(computed.toSeconds(), said);
    }
}
