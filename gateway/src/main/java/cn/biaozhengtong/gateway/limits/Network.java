package cn.biaozhengtong.gateway.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// Whose an address is, as far as limits go: one user of IPv6 has a /64 of his own, with more
/// addresses than could be counted.
public final class Network {
    private Network() {}

    /// @param address as the connector writes it
    public static String of(String address) {
        try {
            return of(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException e) {
            // What a trusted proxy wrote is believed.
            return address;
        }
    }

    public static String of(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8)) + "::/64"
                : address.getHostAddress();
    }
}
