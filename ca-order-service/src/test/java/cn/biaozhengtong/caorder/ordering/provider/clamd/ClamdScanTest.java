package cn.biaozhengtong.caorder.ordering.provider.clamd;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.ordering.OrderProblem;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;

/// R22: uploads are shown to a clamd; what it does not answer for is not taken. The daemon here
/// speaks `INSTREAM` as clamd(8) says and knows one signature, EICAR's.
class ClamdScanTest {
    private static final String EICAR =
            "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private static ServerSocket daemon(String... instead) throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    String answer = instead.length > 0 ? instead[0] : answer(socket);
                    socket.getOutputStream()
                            .write((answer + "\0").getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    return;
                }
            }
        });
        return server;
    }

    private static String answer(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] command = in.readNBytes("zINSTREAM\0".length());
        if (!new String(command, StandardCharsets.US_ASCII).equals("zINSTREAM\0")) {
            return "UNKNOWN COMMAND";
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            all.write(in.readNBytes(length));
        }
        return all.toString(StandardCharsets.ISO_8859_1).contains(EICAR)
                ? "stream: Eicar-Test-Signature FOUND"
                : "stream: OK";
    }

    private static ClamdScan scan(ServerSocket server) {
        return new ClamdScan("127.0.0.1:" + server.getLocalPort());
    }

    @Test
    void R22_malwareIsNamed_andCleanFilesOfAnySizePass() throws IOException {
        try (ServerSocket server = daemon()) {
            byte[] infected = new byte[200_000];
            byte[] signature = EICAR.getBytes(StandardCharsets.US_ASCII);
            // Across the border of two chunks.
            System.arraycopy(signature, 0, infected, 65_500, signature.length);
            assertThat(scan(server).find(new ByteArrayResource(infected)))
                    .contains("Eicar-Test-Signature");
            assertThat(scan(server).find(new ByteArrayResource(new byte[0]))).isEmpty();
            assertThat(scan(server).find(new ByteArrayResource(new byte[1 << 20]))).isEmpty();
        }
    }

    @Test
    void whatIsNotAnsweredFor_isNotTaken() throws IOException {
        ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        gone.close();
        refused(
                OrderProblem.scan_unavailable,
                () -> scan(gone).find(new ByteArrayResource(new byte[] {1})));
        try (ServerSocket server = daemon("INSTREAM size limit exceeded. ERROR")) {
            refused(
                    OrderProblem.scan_unavailable,
                    () -> scan(server).find(new ByteArrayResource(new byte[] {1})));
        }
        try (ServerSocket server = daemon("")) {
            refused(
                    OrderProblem.scan_unavailable,
                    () -> scan(server).find(new ByteArrayResource(new byte[] {1})));
        }
    }
}
