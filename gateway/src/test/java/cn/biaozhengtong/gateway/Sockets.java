package cn.biaozhengtong.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// Many connections to the gateway that send something slowly, or nothing, from one address or each
/// from another; those that are cut off come again.
final class Sockets implements AutoCloseable {
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    /// @param head what each sends at once
    /// @param every then a byte of it, again and again; null: nothing more
    /// @param from the last two parts of the address of the n-th are those of `from + n`; all have
    ///   `from` when `several` is false
    static Sockets open(int port, int count, String head, Duration every, int from, boolean several)
            throws InterruptedException {
        Sockets out = new Sockets();
        CountDownLatch tried = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            String address = address(several ? from + i : from);
            out.threads.add(
                    Thread.ofVirtual().start(() -> out.keep(port, address, head, every, tried)));
        }
        tried.await();
        return out;
    }

    private static String address(int n) {
        return "127.1." + n / 250 + "." + (n % 250 + 1);
    }

    private void keep(int port, String address, String head, Duration every, CountDownLatch tried) {
        while (!ended) {
            try (Socket socket = connected(port, address)) {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                tried.countDown();
                while (!ended) {
                    Thread.sleep(every);
                    socket.getOutputStream().write('a');
                }
            } catch (IOException e) {
                tried.countDown();
            } catch (InterruptedException e) {
                return;
            }
            try {
                Thread.sleep(every);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static Socket connected(int port, String address) throws IOException {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        for (Thread each : threads) {
            each.interrupt();
        }
        for (Thread each : threads) {
            each.join();
        }
    }
}
