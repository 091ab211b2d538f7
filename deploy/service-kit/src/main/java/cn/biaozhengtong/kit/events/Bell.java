package cn.biaozhengtong.kit.events;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Rung where work is made, heard where it is done, in one process: nobody has to ask the database
/// ten times a second whether there is any. Who listens looks now and then all the same: what
/// another replica left rings here for nobody.
public final class Bell {
    private final Semaphore rung = new Semaphore(0);

    /// In a transaction, once that is committed.
    public void ring() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            rung.release();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    /// Whatever others do after the commit.
                    @Override
                    public void afterCompletion(int status) {
                        if (status == STATUS_COMMITTED) {
                            rung.release();
                        }
                    }
                });
    }

    /// Returns when it was rung since it was heard last, or after that long.
    ///
    /// @return false when interrupted: nothing is to be done any more
    public boolean await(Duration most) {
        try {
            if (rung.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
                rung.drainPermits();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
