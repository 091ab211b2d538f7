package cn.biaozhengtong.kit.web;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Half of the usual buffers: thousands of connections wait at a service, and messages are small.
@Configuration(proxyBeanMethods = false)
public class ConnectorBuffers {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> smallBuffers() {
        return factory ->
                factory.addConnectorCustomizers(connector -> {
                    connector.setProperty("socket.appReadBufSize", "4096");
                    connector.setProperty("socket.appWriteBufSize", "4096");
                    connector.setProperty("maxTrailerSize", "1024");
                });
    }
}
