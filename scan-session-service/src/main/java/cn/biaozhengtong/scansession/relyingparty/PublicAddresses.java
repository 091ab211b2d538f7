package cn.biaozhengtong.scansession.relyingparty;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/// Which addresses are anybody's on the internet, and nobody's within a house: IANA's registries of
/// special-purpose addresses for IPv4 and IPv6 (RFC 6890), and multicast.
final class PublicAddresses {
    private static final List<IpAddressMatcher> SPECIAL =
            matchers(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    // Multicast, reserved, broadcast.
                    "224.0.0.0/3",
                    // Protocol assignments, Teredo among them: an IPv4 address may be inside.
                    "2001::/23",
                    "2001:db8::/32",
                    // 6to4: the same.
                    "2002::/16",
                    "3fff::/20");

    /// All that is assigned of global unicast: neither ULA, link-local, NAT64, mapped nor discard.
    private static final IpAddressMatcher GLOBAL_UNICAST = new IpAddressMatcher("2000::/3");

    private PublicAddresses() {}

    private static List<IpAddressMatcher> matchers(String... ranges) {
        return Stream.of(ranges).map(IpAddressMatcher::new).toList();
    }

    static boolean contain(InetAddress address) {
        if (address instanceof Inet6Address && !GLOBAL_UNICAST.matches(text(address))) {
            return false;
        }
        return SPECIAL.stream().noneMatch(it -> it.matches(text(address)));
    }

    /// Without a scope.
    private static String text(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }
}
