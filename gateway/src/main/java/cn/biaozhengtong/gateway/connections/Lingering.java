package cn.biaozhengtong.gateway.connections;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/// Who was refused before his body was read is answered at once and then listened to for a short
/// while, because a client that is still sending does not read. Tomcat alone would listen as long
/// as something comes, however slowly.
final class Lingering extends ValveBase {
    private final Duration most;

    Lingering(Duration most) {
        super(true);
        this.most = most;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        org.apache.coyote.Request raw = request.getCoyoteRequest();
        // Who asked before he sends was told no; Tomcat closes.
        if (request.isAsync() || raw.hasExpectation() || isComplete(raw)) {
            return;
        }
        try {
            response.finishResponse();
            drain(raw);
        } catch (IOException gone) {
            // He went, or was silent for too long.
        } finally {
            if (!isComplete(raw)) {
                raw.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
        }
    }

    private static boolean isComplete(org.apache.coyote.Request raw) {
        AtomicBoolean complete = new AtomicBoolean();
        raw.action(ActionCode.REQUEST_BODY_FULLY_READ, complete);
        return complete.get();
    }

    private void drain(org.apache.coyote.Request raw) throws IOException {
        long end = System.nanoTime() + most.toNanos();
        Unwanted unwanted = new Unwanted();
        while (raw.doRead(unwanted) >= 0 && System.nanoTime() < end) {
            unwanted.forget();
        }
    }

    private static final class Unwanted implements ApplicationBufferHandler {
        private @Nullable ByteBuffer bytes = ByteBuffer.allocate(0);

        void forget() {
            if (bytes != null) {
                bytes.position(bytes.limit());
            }
        }

        @Override
        public void setByteBuffer(@Nullable ByteBuffer buffer) {
            bytes = buffer;
        }

        @Override
        public @Nullable ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {
            // Nothing is kept.
        }
    }
}
