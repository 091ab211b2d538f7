package cn.biaozhengtong.kit.security;

import cn.biaozhengtong.kit.problem.RequestProblem;
import com.nimbusds.jwt.JWTParser;
import feign.RequestInterceptor;
import java.text.ParseException;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/// Puts this service's own client-credentials token on every Feign call to another service.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("spring.security.oauth2.client.registration.internal.client-id")
class ServiceTokens {
    @Bean
    RequestInterceptor serviceToken(
            ObjectProvider<ClientRegistrationRepository> registrations,
            ObjectProvider<OAuth2AuthorizedClientService> clients) {
        var manager =
                new AuthorizedClientServiceOAuth2AuthorizedClientManager(
                        registrations.getObject(), clients.getObject());
        OAuth2AuthorizeRequest request =
                OAuth2AuthorizeRequest.withClientRegistrationId("internal")
                        .principal("service")
                        .build();
        AtomicReference<String> known = new AtomicReference<>("");
        return template -> {
            OAuth2AuthorizedClient client = manager.authorize(request);
            if (client == null) {
                throw new IllegalStateException("no service token");
            }
            String token = client.getAccessToken().getTokenValue();
            if (!token.equals(known.get())) {
                if (!isWhole(token)) {
                    clients.getObject().removeAuthorizedClient("internal", "service");
                    throw RequestProblem.unavailable.exception();
                }
                known.set(token);
            }
            template.header("Authorization", "Bearer " + token);
        };
    }

    /// Keycloak issues tokens without their audience when its database dies under it; one that is
    /// kept until it expires would close every call between services for minutes.
    static boolean isWhole(String token) {
        try {
            return JWTParser.parse(token).getJWTClaimsSet().getAudience().contains("bzt-internal");
        } catch (ParseException e) {
            return false;
        }
    }
}
