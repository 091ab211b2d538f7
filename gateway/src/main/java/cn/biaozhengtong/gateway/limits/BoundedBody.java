package cn.biaozhengtong.gateway.limits;

import cn.biaozhengtong.gateway.web.BodyRefused;
import cn.biaozhengtong.gateway.web.GatewayProblem;
import cn.biaozhengtong.kit.web.CountedInput;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/// A request whose body is refused past its limit, also when no length was announced, and when it
/// comes too slowly. Whoever is about to take a place at a service waits for it first: a sender
/// that dawdles keeps his own connection busy and nothing else.
public final class BoundedBody extends HttpServletRequestWrapper implements AutoCloseable {
    private final long limit;
    private final BodyProperties properties;
    private final Spool spool;
    private final String address;
    private @Nullable ArrivedBody arrived;

    /// @param limit bytes
    /// @param address of the sender
    BoundedBody(
            HttpServletRequest request,
            long limit,
            BodyProperties properties,
            Spool spool,
            String address) {
        super(request);
        this.address = address;
        this.limit = limit;
        this.properties = properties;
        this.spool = spool;
    }

    /// Waits until all of the request's body came.
    ///
    /// @throws BodyRefused when it is too large, too slow, or breaks off
    /// @throws IllegalStateException when the request came around the limits
    public static void arrive(HttpServletRequest request) throws IOException {
        BoundedBody body = WebUtils.getNativeRequest(request, BoundedBody.class);
        if (body == null) {
            throw new IllegalStateException("a request that nothing bounds");
        }
        body.arrive();
    }

    private void arrive() throws IOException {
        if (arrived != null) {
            return;
        }
        try {
            arrived =
                    ArrivedBody.of(
                            getInputStream(),
                            (int) properties.inMemory().toBytes(),
                            spool,
                            address);
        } catch (BodyRefused e) {
            throw e;
        } catch (IOException e) {
            // A read that took too long, or a sender who is gone and hears nothing of this.
            throw new BodyRefused(GatewayProblem.too_slow);
        }
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return arrived == null ? new Bounded(super.getInputStream()) : arrived.stream();
    }

    @Override
    public void close() throws IOException {
        if (arrived != null) {
            arrived.close();
        }
    }

    private final class Bounded extends CountedInput {
        private final Pace pace =
                new Pace(
                        properties.startsWithin(),
                        properties.bytesPerSecond(),
                        properties.endsWithin());
        private long left = limit;

        Bounded(ServletInputStream inner) {
            super(inner);
        }

        @Override
        protected void came(int count, boolean ended) throws IOException {
            left -= count;
            if (left < 0) {
                throw new BodyRefused(GatewayProblem.too_large);
            }
            if (!ended) {
                pace.came(count);
            }
        }
    }
}
