package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/// Every port of one suite, counted from one base (`BZT_BASE_PORT`, 18080 by default).
public record Ports(int base) {
    private static final int MOST = 39;
    private static final int MANAGEMENT = 20;

    /// Where `deploy/phone` listens, which may outlive a suite.
    private static final int PHONE = 19;

    private static final int LOWEST = 20_000;

    public int gateway() {
        return base;
    }

    public int identity() {
        return base + 1;
    }

    public int enterprise() {
        return base + 2;
    }

    public int caOrder() {
        return base + 3;
    }

    public int seal() {
        return base + 4;
    }

    public int scanSession() {
        return base + 5;
    }

    public int keycloak() {
        return base + 6;
    }

    int keycloakManagement() {
        return base + 7;
    }

    int mariaDb() {
        return base + 8;
    }

    public int kafka() {
        return base + 9;
    }

    public int kafkaController() {
        return base + 10;
    }

    public int sample() {
        return base + 11;
    }

    /// Of a service or the gateway: where its metrics are.
    public static int managementOf(int port) {
        return port + MANAGEMENT;
    }

    /// Free for a platform of one's own, or of a check: webhooks may go there too.
    public int webhooks() {
        return base + 12;
    }

    int scanSessionToo() {
        return base + 13;
    }

    int keycloakTls() {
        return base + 14;
    }

    int identityToo() {
        return base + 15;
    }

    int enterpriseToo() {
        return base + 16;
    }

    int caOrderToo() {
        return base + 17;
    }

    int sealToo() {
        return base + 18;
    }

    /// @throws Sentence that names the first taken port, or says why none of these can be kept
    void mustBeFree() {
        int low = lowestOutgoing();
        if (base + MOST > low) {
            throw new Sentence(
                    "Ports from "
                            + base
                            + " are those the system gives to outgoing connections (from "
                            + low
                            + "), so one could be gone when its process starts again: set"
                            + " BZT_BASE_PORT to "
                            + (low - MOST)
                            + " or less.");
        }
        for (int offset = 0; offset < MOST; offset++) {
            if (offset != PHONE && ServerProcess.accepts(base + offset)) {
                throw new Sentence(
                        "Port "
                                + (base + offset)
                                + " is taken: end what listens there, or set BZT_BASE_PORT to"
                                + " another base ("
                                + MOST
                                + " ports are needed).");
            }
        }
    }

    /// A port that was free a moment ago, and that no outgoing connection takes: a client that
    /// knocks at a dead server's port may else be given that very port, and hold it for a minute.
    public static int free() {
        int high = lowestOutgoing() - MOST;
        for (int attempt = 0; attempt < 1000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, high);
            try (ServerSocket socket =
                    new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new Sentence("No free port on loopback between " + LOWEST + " and " + high);
    }

    private static int lowestOutgoing() {
        // In one read: the kernel ends this file after the first, however short that was.
        try (InputStream in =
                Files.newInputStream(Path.of("/proc/sys/net/ipv4/ip_local_port_range"))) {
            byte[] range = in.readNBytes(64);
            return Integer.parseInt(
                    new String(range, StandardCharsets.US_ASCII).split("\\s", -1)[0]);
        } catch (IOException e) {
            return 32768;
        }
    }
}
