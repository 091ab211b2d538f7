package cn.biaozhengtong.caorder.cosigning;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Where the other replicas reach this process: `bzt.instance-url`, or else the address and port
/// that it listens on. Not its name in front of several, where anybody may answer.
@Component
class OwnAddress {
    private final Environment environment;

    OwnAddress(Environment environment) {
        this.environment = environment;
    }

    /// Such as `http://10.0.0.7:8080`; empty where nothing listens.
    String url() {
        String stated = environment.getProperty("bzt.instance-url", "");
        if (!stated.isEmpty()) {
            return stated;
        }
        String port = environment.getProperty("local.server.port", "");
        return port.isEmpty() ? "" : "http://" + host() + ":" + port;
    }

    private String host() {
        try {
            InetAddress bound =
                    InetAddress.getByName(environment.getProperty("server.address", "0.0.0.0"));
            return bound.isAnyLocalAddress()
                    ? InetAddress.getLocalHost().getHostAddress()
                    : bound.getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("set bzt.instance-url", e);
        }
    }
}
