package cn.biaozhengtong.scansession.relyingparty;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Where webhooks may go: public addresses by HTTPS; in a sandbox also loopback, by HTTP too, at
/// the ports that whoever started it named and at no other. What else listens on the machine is
/// asked nothing, so that no answer, and no time that one takes, tells whether it is there.
@Component
public class WebhookTarget {
    private final Set<Integer> loopbackPorts;
    private final Names names;

    @Autowired
    WebhookTarget(@Value("${bzt.webhook.loopback-ports}") Set<Integer> loopbackPorts) {
        this(loopbackPorts, InetAddress::getAllByName);
    }

    /// @param loopbackPorts of platforms on this machine; none in life
    public WebhookTarget(Set<Integer> loopbackPorts, Names names) {
        this.loopbackPorts = Set.copyOf(loopbackPorts);
        this.names = names;
    }

    /// All addresses of a host.
    @FunctionalInterface
    public interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    public boolean allows(String url) {
        return resolve(url).isPresent();
    }

    /// The one address to connect to, resolved now; empty when any of the host's is refused.
    ///
    /// Connect to just this address: a name may mean another one a moment later (rebinding).
    public Optional<InetAddress> resolve(String url) {
        try {
            URI uri = URI.create(url);
            String host = uri.getHost();
            boolean https = "https".equals(uri.getScheme());
            boolean local = loopbackPorts.contains(port(uri));
            boolean spoken = https || local && "http".equals(uri.getScheme());
            if (host == null || uri.getUserInfo() != null || !spoken) {
                return Optional.empty();
            }
            InetAddress[] addresses = names.of(host);
            for (InetAddress address : addresses) {
                boolean loopback = local && address.isLoopbackAddress();
                if (!loopback && !(https && PublicAddresses.contain(address))) {
                    return Optional.empty();
                }
            }
            return Optional.of(addresses[0]);
        } catch (IllegalArgumentException | UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    }
}
