package cn.biaozhengtong.kit.intake;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// One at a time of every account, in the order of asking; a few wait, more are sent away.
final class AccountTurns {
    private static final int MOST_WAITING = 4;

    private final Map<UUID, Line> lines = new ConcurrentHashMap<>();

    /// Who is at it, and who waits, of one account.
    private static final class Line {
        private final Semaphore turn = new Semaphore(1, true);
        private int people;
    }

    /// Ends with its close.
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /// @param end of patience, on the clock of [System#nanoTime]
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when the turn does not come
    Turn await(UUID account, long end) {
        Line line =
                lines.compute(
                        account,
                        (key, there) -> {
                            Line it = there == null ? new Line() : there;
                            it.people++;
                            return it;
                        });
        boolean mine = false;
        try {
            mine =
                    line.people <= MOST_WAITING
                            && line.turn.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!mine) {
            leave(account);
            throw IntakeProblem.intake_busy.exception();
        }
        return () -> {
            line.turn.release();
            leave(account);
        };
    }

    private void leave(UUID account) {
        lines.computeIfPresent(account, (key, it) -> --it.people == 0 ? null : it);
    }

    /// Accounts that have somebody here.
    int size() {
        return lines.size();
    }
}
