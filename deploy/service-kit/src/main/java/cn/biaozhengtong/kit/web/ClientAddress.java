package cn.biaozhengtong.kit.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where a request came from, as the gateway tells it in `X-Forwarded-For`: the gateway takes away
/// what clients write there, and nobody else reaches a service from outside.
///
/// @param address as the gateway writes it; without the gateway, the connection's
public record ClientAddress(String address) {
    public static ClientAddress of(HttpServletRequest request) {
        String told = request.getHeader("X-Forwarded-For");
        return new ClientAddress(
                told == null
                        ? request.getRemoteAddr()
                        : told.substring(told.lastIndexOf(',') + 1).strip());
    }

    /// Whom it is of, in one word: the address itself, or of IPv6 the /64, which one user has
    /// whole.
    public String user() {
        return literal() instanceof Inet6Address ? network(8) : address;
    }

    /// The network around it, in one word: /24 of IPv4, /64 of IPv6.
    public String network() {
        return literal() instanceof Inet6Address ? network(8) : network(3);
    }

    private String network(int bytes) {
        InetAddress literal = literal();
        return literal == null
                ? address
                : Arrays.toString(Arrays.copyOf(literal.getAddress(), bytes));
    }

    private @Nullable InetAddress literal() {
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
