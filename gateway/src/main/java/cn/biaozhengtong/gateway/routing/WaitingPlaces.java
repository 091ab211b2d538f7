package cn.biaozhengtong.gateway.routing;

import cn.biaozhengtong.kit.web.ClientAddress;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/// Where long polls and streams wait: in all as many as the heap bears, and a part of them for one
/// client, one account, or one address of those who have no token, so that nobody who waits keeps
/// the others from it.
final class WaitingPlaces {
    private final Bulkhead all;
    private final int ofOne;
    private final ConcurrentMap<String, Integer> holders = new ConcurrentHashMap<>();

    /// @param share how many could fill all places
    WaitingPlaces(int most, int share) {
        this.all = Upstream.bulkhead("waiting", most);
        this.ofOne = Math.max(1, most / Math.max(1, share));
    }

    /// A place that is given back once.
    final class Place {
        private final String holder;

        private Place(String holder) {
            this.holder = holder;
        }

        void giveBack() {
            holders.computeIfPresent(holder, (it, count) -> count > 1 ? count - 1 : null);
            all.releasePermission();
        }
    }

    /// @throws BulkheadFullException when all, or this one's part, are taken
    Place take(HttpServletRequest request) {
        all.acquirePermission();
        Place out = new Place(holder(request));
        if (holders.merge(out.holder, 1, Integer::sum) > ofOne) {
            out.giveBack();
            throw BulkheadFullException.createBulkheadFullException(all);
        }
        return out;
    }

    private static String holder(HttpServletRequest request) {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who instanceof JwtAuthenticationToken it) {
            Jwt token = it.getToken();
            String account = token.getClaimAsString("account");
            return account != null
                    ? "account " + account
                    : "client " + token.getClaimAsString("azp");
        }
        return "address " + new ClientAddress(request.getRemoteAddr()).user();
    }
}
