package cn.biaozhengtong.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Many connections to the gateway that send slowly, or nothing; those that are cut off come again.
final class SlowSenders implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ended;

    /// Returns when each of them was tried once.
    ///
    /// @param head what each sends at once
    /// @param every then one byte more, again and again
    /// @param addresses from how many different ones, of this machine
    static SlowSenders at(URI gateway, int count, String head, Duration every, int addresses) {
        SlowSenders out = new SlowSenders();
        CountDownLatch tried = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            String from = address(i % addresses);
            out.threads.add(
                    Thread.startVirtualThread(() -> out.keep(gateway, from, head, every, tried)));
        }
        try {
            tried.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return out;
    }

    static String address(int n) {
        return "127.1." + n / 250 + "." + (n % 250 + 1);
    }

    private void keep(URI gateway, String from, String head, Duration every, CountDownLatch tried) {
        while (!ended) {
            try (Socket socket = connected(gateway, from)) {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                tried.countDown();
                while (!ended) {
                    Thread.sleep(every);
                    socket.getOutputStream().write('a');
                }
            } catch (IOException e) {
                tried.countDown();
                Api.pause(Duration.ofMillis(200));
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    static Socket connected(URI gateway, String from) throws IOException {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()), 2_000);
            socket.setSoTimeout(20_000);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// A request on a connection of its own.
    ///
    /// @return the status; 0 for no answer
    static int ask(URI gateway, String from, String head, String body) {
        String request =
                head
                        + "Host: gateway\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body;
        try (Socket socket = connected(gateway, from)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        ended = true;
        threads.forEach(Thread::interrupt);
        threads.forEach(OpenLoop::join);
    }
}
