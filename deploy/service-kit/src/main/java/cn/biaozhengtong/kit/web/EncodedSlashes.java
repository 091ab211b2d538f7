package cn.biaozhengtong.kit.web;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The connector leaves `%2F` in a path as it is, neither refused nor decoded, so that
/// [cn.biaozhengtong.kit.security.Firewall] decides where it may stand: in OCSP's questions alone.
@Configuration(proxyBeanMethods = false)
public class EncodedSlashes {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> slashesLeftEncoded() {
        return factory ->
                factory.addConnectorCustomizers(
                        connector -> connector.setEncodedSolidusHandling("passthrough"));
    }
}
