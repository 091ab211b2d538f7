package cn.biaozhengtong.scansession.relyingparty;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Where webhooks may go: public addresses by HTTPS; loopback in the sandbox, by HTTP too.
@Component
public class WebhookTarget {
    private final boolean allowLoopback;
    private final Names names;

    @Autowired
    WebhookTarget(@Value("${bzt.webhook.allow-loopback}") boolean allowLoopback) {
        this(allowLoopback, InetAddress::getAllByName);
    }

    public WebhookTarget(boolean allowLoopback, Names names) {
        this.allowLoopback = allowLoopback;
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
            boolean spoken = https || allowLoopback && "http".equals(uri.getScheme());
            if (host == null || uri.getUserInfo() != null || !spoken) {
                return Optional.empty();
            }
            InetAddress[] addresses = names.of(host);
            for (InetAddress address : addresses) {
                boolean loopback = allowLoopback && address.isLoopbackAddress();
                if (!loopback && !(https && PublicAddresses.contain(address))) {
                    return Optional.empty();
                }
            }
            return Optional.of(addresses[0]);
        } catch (IllegalArgumentException | UnknownHostException e) {
            return Optional.empty();
        }
    }
}
