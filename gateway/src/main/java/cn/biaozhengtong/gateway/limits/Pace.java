package cn.biaozhengtong.gateway.limits;

import cn.biaozhengtong.gateway.web.BodyRefused;
import cn.biaozhengtong.gateway.web.GatewayProblem;
import java.time.Duration;

/// Whether one body comes as fast as a body has to. It is asked after each read; how long a single
/// read may take is the connector's matter.
final class Pace {
    private final long began = System.nanoTime();
    private final Duration startsWithin;
    private final int bytesPerSecond;
    private final Duration endsWithin;
    private long came;

    Pace(Duration startsWithin, int bytesPerSecond, Duration endsWithin) {
        this.startsWithin = startsWithin;
        this.bytesPerSecond = bytesPerSecond;
        this.endsWithin = endsWithin;
    }

    /// @throws BodyRefused when it came too slowly so far
    void came(int bytes) throws BodyRefused {
        came += bytes;
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        double seconds = took.minus(startsWithin).toNanos() / 1e9;
        if (took.compareTo(endsWithin) > 0 || came < seconds * bytesPerSecond) {
            throw new BodyRefused(GatewayProblem.too_slow);
        }
    }
}
