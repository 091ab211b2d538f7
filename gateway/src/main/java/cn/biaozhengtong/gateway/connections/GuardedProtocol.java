package cn.biaozhengtong.gateway.connections;

import cn.biaozhengtong.kit.web.ClientAddress;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.util.NetMaskSet;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/// Tomcat's connector, with what it has no setting for: a bound of connections per address, one
/// deadline for all of a request's headers (its own begins anew with each byte), and room for who
/// asks something when there are many who do not. Made by Tomcat, by its name.
public final class GuardedProtocol extends Http11NioProtocol {
    private static final long LOOK_EVERY_MS = 200;

    private final Connections connections;
    private final GuardedEndpoint endpoint;
    private volatile Duration headersWithin = Duration.ofSeconds(10);
    private volatile int most;
    private volatile @Nullable ScheduledFuture<?> looking;

    public GuardedProtocol() {
        this(new Connections());
    }

    private GuardedProtocol(Connections connections) {
        this(connections, new GuardedEndpoint(connections));
    }

    private GuardedProtocol(Connections connections, GuardedEndpoint endpoint) {
        super(endpoint);
        this.connections = connections;
        this.endpoint = endpoint;
        endpoint.setHandler(new Guard(endpoint.getHandler(), connections));
    }

    /// @param proxies whose connections are many users'
    void guard(ConnectionProperties properties, NetMaskSet proxies) {
        endpoint.proxies = proxies;
        headersWithin = properties.headersWithin();
        endpoint.perAddress = properties.perAddress();
        most = properties.most();
    }

    /// Whatever bound was set meanwhile, one that an operator names holds.
    @Override
    public void init() throws Exception {
        if (most > 0) {
            setMaxConnections(most);
        }
        super.init();
    }

    @Override
    public void start() throws Exception {
        super.start();
        looking =
                getUtilityExecutor()
                        .scheduleWithFixedDelay(
                                this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        ScheduledFuture<?> task = looking;
        if (task != null) {
            task.cancel(false);
        }
        super.stop();
    }

    /// In the way of Tomcat's own timeouts: the event takes its turn at the connection.
    private void look() {
        connections
                .surplus(getMaxConnections(), headersWithin)
                .forEach(it -> endpoint.processSocket(it, SocketEvent.ERROR, true));
    }

    private static final class GuardedEndpoint extends NioEndpoint {
        private final Connections open;
        private volatile int perAddress;
        private volatile NetMaskSet proxies = new NetMaskSet();

        GuardedEndpoint(Connections open) {
            this.open = open;
        }

        @Override
        protected boolean setSocketOptions(SocketChannel channel) {
            InetAddress address = channel.socket().getInetAddress();
            if (!open.admit(
                    channel, new ClientAddress(address.getHostAddress()).user(), share(address))) {
                // Here, since Tomcat closes only what it took; for it, this one is dealt with.
                destroySocket(channel);
                return true;
            }
            boolean taken = super.setSocketOptions(channel);
            SocketWrapperBase<NioChannel> socket = connections.get(channel);
            Connections.Connection connection = open.of(channel);
            if (!taken) {
                open.closed(channel);
            } else if (socket != null && connection != null) {
                // At once: who never asks anything is to be closed first of all.
                connection.of(socket);
            }
            return taken;
        }

        /// Behind a proxy there are many; it has bounds of its own.
        private int share(InetAddress address) {
            if (proxies.contains(address)) {
                return Integer.MAX_VALUE;
            }
            return perAddress > 0 ? perAddress : Math.max(1, getMaxConnections() / 4);
        }
    }

    private record Guard(Handler<NioChannel> inner, Connections open)
            implements Handler<NioChannel> {
        @Override
        public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
            Connections.Connection connection = open.of(socket.getSocket().getIOChannel());
            if (connection == null) {
                return inner.process(socket, event);
            }
            connection.of(socket);
            long begun = System.nanoTime();
            long asking =
                    connection.phase() == Connections.Phase.asking ? connection.since() : begun;
            connection.is(Connections.Phase.working, begun);
            SocketState state = inner.process(socket, event);
            if (state == SocketState.LONG && !isAsync(socket)) {
                connection.is(Connections.Phase.asking, asking);
            } else if (state == SocketState.OPEN) {
                connection.is(Connections.Phase.idle, System.nanoTime());
            }
            return state;
        }

        private static boolean isAsync(SocketWrapperBase<NioChannel> socket) {
            return socket.getCurrentProcessor() instanceof Processor processor
                    && processor.isAsync();
        }

        @Override
        public void release(SocketWrapperBase<NioChannel> socket) {
            open.closed(socket.getSocket().getIOChannel());
            inner.release(socket);
        }

        @Override
        public Object getGlobal() {
            return inner.getGlobal();
        }

        @Override
        public void pause() {
            inner.pause();
        }

        @Override
        public void recycle() {
            inner.recycle();
        }
    }
}
