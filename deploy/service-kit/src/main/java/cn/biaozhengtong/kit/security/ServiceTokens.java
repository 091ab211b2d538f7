package cn.biaozhengtong.kit.security;

import feign.RequestInterceptor;
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
        return template -> {
            OAuth2AuthorizedClient client = manager.authorize(request);
            if (client == null) {
                throw new IllegalStateException("no service token");
            }
            template.header("Authorization", "Bearer " + client.getAccessToken().getTokenValue());
        };
    }
}
