package cn.biaozhengtong.gateway.connections;

import org.apache.catalina.connector.Connector;
import org.apache.catalina.util.NetMaskSet;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class GuardedConnector {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> guarded(
            ConnectionProperties properties,
            @Value("${server.tomcat.remoteip.internal-proxies:}") String trusted) {
        NetMaskSet proxies = trusted.isBlank() ? new NetMaskSet() : NetMaskSet.parse(trusted);
        return factory -> {
            factory.setProtocol(GuardedProtocol.class.getName());
            factory.addContextValves(new Lingering(properties.lingersFor()));
            factory.addConnectorCustomizers(connector -> guard(connector, properties, proxies));
        };
    }

    private static void guard(
            Connector connector, ConnectionProperties properties, NetMaskSet proxies) {
        if (connector.getProtocolHandler() instanceof GuardedProtocol protocol) {
            protocol.guard(properties, proxies);
        }
        connector.setProperty("disableUploadTimeout", "false");
        connector.setProperty("connectionUploadTimeout", "" + properties.readWithin().toMillis());
        // Who asks before he sends ("Expect: 100-continue") is refused before he sent.
        connector.setProperty("continueResponseTiming", "onRead");
        // Forms are passed on as they are: what parses them reads them without any bound of time.
        connector.setParseBodyMethods("");
    }
}
