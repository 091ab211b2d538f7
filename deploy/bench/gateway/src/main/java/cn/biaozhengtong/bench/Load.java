package cn.biaozhengtong.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// Plain HTTP/1.1 over kept sockets, so that the load costs little beside what it measures.
final class Load {
    private static final int CONNECTIONS = 32;

    private Load() {}

    /// @param cpuMicros of the contender's process, per request
    record Figures(double perSecond, double cpuMicros, double p50, double p99) {}

    /// Each connection asks again as soon as it was answered.
    static Figures closed(Contender contender, int seconds) {
        return run(contender, seconds, 0);
    }

    /// Requests come at a rate, whether or not earlier ones were answered; times count from when
    /// one was due.
    static Figures open(Contender contender, int seconds, double rate) {
        return run(contender, seconds, rate);
    }

    private static Figures run(Contender contender, int seconds, double rate) {
        byte[] request = contender.request().getBytes(StandardCharsets.US_ASCII);
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        AtomicInteger tickets = new AtomicInteger();
        List<List<Long>> times = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        Duration cpuBefore = contender.cpu();
        for (int i = 0; i < CONNECTIONS; i++) {
            List<Long> mine = new ArrayList<>();
            times.add(mine);
            threads.add(
                    Thread.ofVirtual()
                            .start(() ->
                                    connection(
                                            contender.port(),
                                            request,
                                            mine,
                                            begin,
                                            end,
                                            rate,
                                            tickets)));
        }
        threads.forEach(Load::join);
        double elapsed = (System.nanoTime() - begin) / 1e9;
        double cpu = contender.cpu().minus(cpuBefore).toNanos() / 1e3;
        long[] all =
                times.stream().flatMap(List::stream).mapToLong(Long::longValue).sorted().toArray();
        return new Figures(
                all.length / elapsed,
                cpu / Math.max(1, all.length),
                all[all.length / 2] / 1e6,
                all[(int) (all.length * 0.99)] / 1e6);
    }

    private static void connection(
            int port,
            byte[] request,
            List<Long> times,
            long begin,
            long end,
            double rate,
            AtomicInteger tickets) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                InputStream in = new BufferedInputStream(socket.getInputStream())) {
            socket.setTcpNoDelay(true);
            while (true) {
                long due = System.nanoTime();
                if (rate > 0) {
                    due = begin + (long) (tickets.getAndIncrement() / rate * 1e9);
                    pause(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                }
                if (due >= end) {
                    return;
                }
                socket.getOutputStream().write(request);
                answer(in);
                times.add(System.nanoTime() - due);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(InputStream in) throws IOException {
        String status = line(in);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("answered " + status);
        }
        int length = -1;
        boolean chunked = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            }
            chunked |= lower.startsWith("transfer-encoding: chunked");
        }
        if (chunked) {
            for (int size = Integer.parseInt(line(in), 16);
                    size > 0;
                    size = Integer.parseInt(line(in), 16)) {
                in.skipNBytes(size + 2L);
            }
            line(in);
        } else {
            in.skipNBytes(length);
        }
    }

    private static String line(InputStream in) throws IOException {
        byte[] bytes = new byte[512];
        int count = 0;
        int value = in.read();
        while (value != '\n') {
            if (value < 0) {
                throw new IOException("connection closed");
            }
            if (value != '\r') {
                bytes = count == bytes.length ? Arrays.copyOf(bytes, count * 2) : bytes;
                bytes[count++] = (byte) value;
            }
            value = in.read();
        }
        return new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
