package cn.biaozhengtong.kit.web;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Half of the usual buffers, since thousands of connections wait at a service and messages are
/// small; and no more connections than the heap bears: whoever comes then waits in the system's
/// queue, where else the service would end for want of memory, with all that it has under way.
@Configuration(proxyBeanMethods = false)
public class ConnectorBuffers {
    private static final long OWN = 112L << 20;
    private static final long EACH = 192L << 10;
    private static final int MOST = 20_000;

    /// How many connections with a request under way the heap bears.
    public static int borneByTheHeap() {
        long borne = (Runtime.getRuntime().maxMemory() - OWN) / EACH;
        return Math.clamp(borne, 200, MOST);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> smallBuffers() {
        return factory ->
                factory.addConnectorCustomizers(connector -> {
                    connector.setProperty("socket.appReadBufSize", "4096");
                    connector.setProperty("socket.appWriteBufSize", "4096");
                    connector.setProperty("maxTrailerSize", "1024");
                    connector.setProperty("maxConnections", "" + borneByTheHeap());
                    connector.setProperty("acceptCount", "1000");
                });
    }
}
