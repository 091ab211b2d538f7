package cn.biaozhengtong.identity.login.provider.keycloak;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param url base address of Keycloak
/// @param clientSecret of this service's confidential client
@ConfigurationProperties("bzt.keycloak")
record KeycloakProperties(String url, String realm, String clientSecret, String ticketSecret) {}
