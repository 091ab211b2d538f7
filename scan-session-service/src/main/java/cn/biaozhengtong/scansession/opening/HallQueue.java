package cn.biaozhengtong.scansession.opening;

import cn.biaozhengtong.scansession.session.SessionProblem;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// First come, first served: at an opening hundreds decrypt in one minute, and nobody's turn may
/// depend on luck. Who waits too long is told to come again.
@Component
public class HallQueue {
    private static final int PATIENCE_SECONDS = 15;

    private final Semaphore places;

    HallQueue(@Value("${bzt.hall.places}") int places) {
        this.places = new Semaphore(places, true);
    }

    public <T> T inTurn(Supplier<T> work) {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw SessionProblem.hall_busy.exception();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SessionProblem.hall_busy.exception();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
