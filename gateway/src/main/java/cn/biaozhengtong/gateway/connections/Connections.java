package cn.biaozhengtong.gateway.connections;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/// The open connections: how many each address has, and which of them ask nothing.
///
/// An address has no more than its share. Of all together, three quarters are kept for requests
/// under way: above that, those are given up that ask nothing, the oldest first.
final class Connections {
    private final Map<SocketChannel, Connection> open = new ConcurrentHashMap<>();
    private final Map<String, Integer> perAddress = new ConcurrentHashMap<>();

    enum Phase {
        /// Nothing came since it was opened, or since the last answer.
        idle,
        /// A request began and its headers are not complete.
        asking,
        /// A thread of ours is at it.
        working
    }

    static final class Connection {
        private final String address;
        private volatile Phase phase = Phase.idle;
        private volatile long since = System.nanoTime();
        private volatile @Nullable SocketWrapperBase<NioChannel> socket;

        private Connection(String address) {
            this.address = address;
        }

        Phase phase() {
            return phase;
        }

        /// @param since when the phase began, of [System#nanoTime]
        void is(Phase phase, long since) {
            this.since = since;
            this.phase = phase;
        }

        long since() {
            return since;
        }

        void of(SocketWrapperBase<NioChannel> socket) {
            this.socket = socket;
        }

        @Nullable SocketWrapperBase<NioChannel> socket() {
            return socket;
        }
    }

    /// @param share of one address
    /// @return false when the address has its share already
    boolean admit(SocketChannel channel, String address, int share) {
        if (perAddress.merge(address, 1, Integer::sum) > share) {
            leave(address);
            return false;
        }
        open.put(channel, new Connection(address));
        return true;
    }

    @Nullable Connection of(SocketChannel channel) {
        return open.get(channel);
    }

    /// Harmless when it is not open any more.
    void closed(SocketChannel channel) {
        Connection connection = open.remove(channel);
        if (connection != null) {
            leave(connection.address);
        }
    }

    private void leave(String address) {
        perAddress.computeIfPresent(address, (same, count) -> count > 1 ? count - 1 : null);
    }

    /// Those that are to be closed now.
    ///
    /// @param most connections that are open together
    /// @param headersWithin how long a request's headers may take
    List<SocketWrapperBase<NioChannel>> surplus(int most, Duration headersWithin) {
        long now = System.nanoTime();
        List<SocketWrapperBase<NioChannel>> out = new ArrayList<>();
        List<Connection> quiet = new ArrayList<>();
        for (Connection each : open.values()) {
            boolean tooSlow =
                    each.phase == Phase.asking && now - each.since > headersWithin.toNanos();
            if (tooSlow) {
                add(out, each);
            } else if (each.phase != Phase.working) {
                quiet.add(each);
            }
        }
        long tooMany = open.size() - out.size() - most * 3L / 4;
        if (tooMany > 0) {
            // A copy: they go on changing while they are sorted.
            record Quiet(Connection connection, long age) {}
            quiet.stream()
                    .map(it -> new Quiet(it, now - it.since))
                    .sorted(Comparator.comparingLong(Quiet::age).reversed())
                    .limit(tooMany)
                    .forEach(it -> add(out, it.connection()));
        }
        return out;
    }

    private static void add(List<SocketWrapperBase<NioChannel>> out, Connection connection) {
        SocketWrapperBase<NioChannel> socket = connection.socket;
        if (socket != null) {
            out.add(socket);
        }
    }
}
