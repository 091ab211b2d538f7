package cn.biaozhengtong.seal.local;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Who waits for a tool: one of each session, a few of each platform. A tool that never answers
/// keeps its own users waiting, and nobody else's.
final class Waiting {
    private static final int OF_A_PLATFORM = 6;

    private final Set<UUID> sessions = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<String, Integer> platforms = new ConcurrentHashMap<>();

    /// @return false when others wait already; then there is nothing to [#end]
    boolean begin(UUID session, String client) {
        if (!sessions.add(session)) {
            return false;
        }
        int waiting = platforms.merge(client, 1, Integer::sum);
        if (waiting <= OF_A_PLATFORM) {
            return true;
        }
        end(session, client);
        return false;
    }

    void end(UUID session, String client) {
        platforms.computeIfPresent(client, (it, count) -> count > 1 ? count - 1 : null);
        sessions.remove(session);
    }
}
