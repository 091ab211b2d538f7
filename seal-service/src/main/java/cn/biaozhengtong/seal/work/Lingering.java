package cn.biaozhengtong.seal.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Processes that wait a moment for the next document of those whose last they read; few, and none
/// for long.
final class Lingering {
    private static final int MOST = 2;
    private static final int MOST_DOCUMENTS = 64;
    private static final long LONGEST = Duration.ofMinutes(2).toNanos();
    private static final long WAITS = Duration.ofSeconds(5).toNanos();

    private final Map<String, One> waiting = new HashMap<>();

    /// One process, of one customer only.
    static final class One {
        private final String whose;
        private final Workers.Room room;
        private final long begun = System.nanoTime();
        private int documents;
        private long since;

        One(String whose, Workers.Room room) {
            this.whose = whose;
            this.room = room;
        }

        Workers.Room room() {
            return room;
        }

        /// Whether it was asked before.
        boolean isKnown() {
            return documents > 0;
        }

        private boolean isOld() {
            return documents >= MOST_DOCUMENTS || System.nanoTime() - begun > LONGEST;
        }
    }

    synchronized Optional<One> take(String whose) {
        return Optional.ofNullable(waiting.get(whose))
                .filter(it -> it.room.process().isAlive())
                .map(it -> waiting.remove(whose));
    }

    /// @return whether it may; else it is to be ended
    synchronized boolean linger(One it) {
        it.documents++;
        boolean may =
                it.room.process().isAlive()
                        && !it.isOld()
                        && waiting.size() < MOST
                        && !waiting.containsKey(it.whose)
                        && it.room.folder().empty();
        if (may) {
            it.since = System.nanoTime();
            waiting.put(it.whose, it);
        }
        return may;
    }

    /// Those that wait no longer: to be ended.
    synchronized List<Workers.Room> overdue() {
        List<Workers.Room> out = new ArrayList<>();
        for (Iterator<One> all = waiting.values().iterator(); all.hasNext(); ) {
            One it = all.next();
            boolean over =
                    it.isOld()
                            || System.nanoTime() - it.since > WAITS
                            || !it.room.process().isAlive();
            if (over) {
                all.remove();
                out.add(it.room);
            }
        }
        return out;
    }
}
