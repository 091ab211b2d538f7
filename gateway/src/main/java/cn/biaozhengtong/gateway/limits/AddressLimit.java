package cn.biaozhengtong.gateway.limits;

import cn.biaozhengtong.gateway.web.GatewayProblem;
import cn.biaozhengtong.kit.web.ClientAddress;
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

/// Limits each address, its logins, its time stamps (each a signature and a row) and its
/// verifications (each a process) more tightly, and the size of what it sends. Renewing tokens is
/// no way in: phones that share an address do not use up each other's logins by it.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class AddressLimit extends OncePerRequestFilter {
    private static final String LOGIN = "/api/identity/v1/login/";
    private static final String REFRESH = LOGIN + "refresh";

    private static final String VERIFICATION = "/rp/v1/verifications";

    private final Buckets all;
    private final Buckets logins;
    private final Buckets refreshes;
    private final Buckets stamps;
    private final Buckets verifications;
    private final BodySizes sizes;
    private final BodyProperties bodies;
    private final Spool spool;

    AddressLimit(LimitProperties limits, BodyProperties bodies) {
        all = new Buckets(limits.part(limits.perAddress()), Duration.ofSeconds(1));
        logins = perMinute(limits.part(limits.loginsPerAddress()));
        refreshes = perMinute(limits.part(limits.refreshesPerAddress()));
        stamps = perMinute(limits.part(limits.stampsPerAddress()));
        verifications = perMinute(limits.part(limits.verificationsPerAddress()));
        sizes = new BodySizes(limits.maxBody());
        this.bodies = bodies;
        spool = new Spool(bodies.inFiles().toBytes());
    }

    private static Buckets perMinute(int requests) {
        return new Buckets(requests, Duration.ofMinutes(1));
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // The client's, where a trusted proxy tells it (server.tomcat.remoteip).
        String address = new ClientAddress(request.getRemoteAddr()).user();
        // As the routes see it: decoded, without parameters.
        String path = request.getServletPath();
        boolean stamp = path.equals("/tsa");
        long most = sizes.most(request);
        if (!all.takes(address) || !mayGoOn(path, stamp, address)) {
            GatewayProblem.limited.write(request, response);
        } else if (request.getContentLengthLong() > most) {
            GatewayProblem.too_large.write(request, response);
        } else {
            try (BoundedBody bounded = new BoundedBody(request, most, bodies, spool, address)) {
                chain.doFilter(bounded, response);
            }
        }
    }

    private boolean mayGoOn(String path, boolean stamp, String address) {
        if (stamp) {
            return stamps.takes(address);
        }
        if (path.equals(VERIFICATION)) {
            return verifications.takes(address);
        }
        if (path.equals(REFRESH)) {
            return refreshes.takes(address);
        }
        return !path.startsWith(LOGIN) || logins.takes(address);
    }
}
