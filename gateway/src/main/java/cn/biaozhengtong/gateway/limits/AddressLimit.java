package cn.biaozhengtong.gateway.limits;

import cn.biaozhengtong.gateway.web.GatewayProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Limits each address, its logins and its time stamps (each a signature and a row) more tightly,
/// and the size of what it sends.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class AddressLimit extends OncePerRequestFilter {
    private static final long STAMP_BODY = 1024;

    private final Buckets all;
    private final Buckets logins;
    private final Buckets stamps;
    private final long maxBody;
    private final BodyProperties bodies;
    private final Spool spool;

    AddressLimit(LimitProperties limits, BodyProperties bodies) {
        all = new Buckets(limits.perAddress(), Duration.ofSeconds(1));
        logins = new Buckets(limits.loginsPerAddress(), Duration.ofMinutes(1));
        stamps = new Buckets(limits.stampsPerAddress(), Duration.ofMinutes(1));
        maxBody = limits.maxBody();
        this.bodies = bodies;
        spool = new Spool(bodies.inFiles().toBytes());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = request.getRemoteAddr();
        // As the routes see it: decoded, without parameters.
        String path = request.getServletPath();
        boolean stamp = path.equals("/tsa");
        long most = stamp ? STAMP_BODY : maxBody;
        if (!all.takes(address) || !mayGoOn(path, stamp, address)) {
            GatewayProblem.limited.write(request, response);
        } else if (request.getContentLengthLong() > most) {
            GatewayProblem.too_large.write(request, response);
        } else {
            try (BoundedBody bounded = new BoundedBody(request, most, bodies, spool)) {
                chain.doFilter(bounded, response);
            }
        }
    }

    private boolean mayGoOn(String path, boolean stamp, String address) {
        if (stamp) {
            return stamps.takes(address);
        }
        return !path.startsWith("/api/identity/v1/login/") || logins.takes(address);
    }
}
