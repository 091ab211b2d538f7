package cn.biaozhengtong.caorder.ordering.provider.clamd;

import cn.biaozhengtong.caorder.ordering.MalwareScan;
import cn.biaozhengtong.caorder.ordering.OrderProblem;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;

/// ClamAV's daemon, by its `INSTREAM` command (clamd(8)).
@Component
@ConditionalOnExpression("'${bzt.clamd:}' != ''")
class ClamdScan implements MalwareScan {
    private static final Logger LOG = LoggerFactory.getLogger(ClamdScan.class);
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int CHUNK = 1 << 16;
    private static final int MAX_ANSWER = 4096;
    private static final String FOUND = " FOUND";

    private final InetSocketAddress daemon;

    /// @param address host:port
    ClamdScan(@Value("${bzt.clamd}") String address) {
        int colon = address.lastIndexOf(':');
        this.daemon =
                new InetSocketAddress(
                        address.substring(0, colon),
                        Integer.parseInt(address.substring(colon + 1)));
    }

    @Override
    public Optional<String> find(InputStreamSource upload) {
        String answer;
        try {
            answer = ask(upload);
        } catch (IOException e) {
            LOG.error("clamd does not answer: {}", e.toString());
            throw OrderProblem.scan_unavailable.exception();
        }
        if (answer.equals("stream: OK")) {
            return Optional.empty();
        }
        if (answer.startsWith("stream: ") && answer.endsWith(FOUND)) {
            return Optional.of(
                    answer.substring("stream: ".length(), answer.length() - FOUND.length()));
        }
        LOG.error("clamd answers {}", answer);
        throw OrderProblem.scan_unavailable.exception();
    }

    private String ask(InputStreamSource upload) throws IOException {
        try (Socket socket = new Socket();
                InputStream content = upload.getInputStream()) {
            socket.connect(daemon, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = new byte[CHUNK];
            for (int length = content.readNBytes(chunk, 0, CHUNK);
                    length > 0;
                    length = content.readNBytes(chunk, 0, CHUNK)) {
                out.writeInt(length);
                out.write(chunk, 0, length);
            }
            out.writeInt(0);
            out.flush();
            byte[] answer = socket.getInputStream().readNBytes(MAX_ANSWER);
            return new String(answer, StandardCharsets.UTF_8).replace("\0", "").strip();
        }
    }
}
