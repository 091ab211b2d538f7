package cn.biaozhengtong.scansession.relyingparty.provider.keycloak;

import cn.biaozhengtong.scansession.relyingparty.RelyingPartyProblem;
import cn.biaozhengtong.scansession.relyingparty.TokenClients;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.net.http.HttpClient;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Keycloak's client registration service. Our client there may make clients, not see or change
/// those of others; each comes with a pass of its own.
@Component
@EnableConfigurationProperties(RegistrarProperties.class)
class KeycloakClients implements TokenClients {
    private static final Logger LOG = LoggerFactory.getLogger(KeycloakClients.class);
    private static final String REGISTRAR = "relying-party-registrar";
    private static final String CLIENTS = "/clients-registrations/default";

    private final RegistrarProperties properties;
    private final RestClient http;

    KeycloakClients(RegistrarProperties properties) {
        this.properties = properties;
        JdkClientHttpRequestFactory requests =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build());
        requests.setReadTimeout(Duration.ofSeconds(10));
        this.http =
                RestClient.builder().baseUrl(properties.issuer()).requestFactory(requests).build();
    }

    @Override
    public String create(String clientId, String name, Credential credential) {
        try {
            return pass(
                    http.post()
                            .uri(CLIENTS)
                            .headers(it -> it.setBearerAuth(token()))
                            .contentType(MediaType.APPLICATION_JSON)
                            .body(named(client(clientId, credential), name))
                            .retrieve()
                            .body(Map.class));
        } catch (HttpClientErrorException.BadRequest | HttpClientErrorException.Conflict e) {
            LOG.warn("Keycloak refused the client {}: {}", clientId, e.getResponseBodyAsString());
            throw RelyingPartyProblem.client_refused.exception();
        } catch (RestClientException e) {
            throw unavailable(e);
        }
    }

    @Override
    public String replace(String clientId, String pass, Credential credential) {
        try {
            return pass(
                    http.put()
                            .uri(CLIENTS + "/{id}", clientId)
                            .headers(it -> it.setBearerAuth(pass))
                            .contentType(MediaType.APPLICATION_JSON)
                            .body(client(clientId, credential))
                            .retrieve()
                            .body(Map.class));
        } catch (HttpClientErrorException.Unauthorized e) {
            LOG.warn("the pass of the client {} was used before", clientId);
            throw RelyingPartyProblem.credential_elsewhere.exception();
        } catch (RestClientException e) {
            throw unavailable(e);
        }
    }

    private String token() {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("grant_type", "client_credentials");
        form.add("client_id", REGISTRAR);
        form.add("client_secret", properties.secret());
        return text(
                http.post()
                        .uri("/protocol/openid-connect/token")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .body(form)
                        .retrieve()
                        .body(Map.class),
                "access_token");
    }

    private static Map<String, Object> named(Map<String, Object> client, String name) {
        client.put("name", name);
        return client;
    }

    private static Map<String, Object> client(String clientId, Credential credential) {
        Map<String, Object> out = new HashMap<>();
        out.put("clientId", clientId);
        out.put("protocol", "openid-connect");
        out.put("publicClient", false);
        out.put("standardFlowEnabled", false);
        out.put("implicitFlowEnabled", false);
        out.put("directAccessGrantsEnabled", false);
        out.put("serviceAccountsEnabled", true);
        out.put("fullScopeAllowed", false);
        // What makes its tokens a platform's, and no scope besides.
        out.put("defaultClientScopes", List.of("basic", "bzt-rp"));
        out.put("optionalClientScopes", List.of());
        switch (credential) {
            case PrivateKeyJwt it -> {
                out.put("clientAuthenticatorType", "client-jwt");
                out.put(
                        "attributes",
                        Map.of(
                                "token.endpoint.auth.signing.alg",
                                "ES256",
                                "use.jwks.string",
                                "true",
                                "jwks.string",
                                jwks(it.keys())));
            }
            case MutualTls it -> {
                out.put("clientAuthenticatorType", "client-x509");
                // Its tokens are not bound to the certificate (ADR 12).
                out.put(
                        "attributes",
                        Map.of(
                                "x509.subjectdn",
                                it.subject(),
                                "x509.casubjectdn",
                                it.authority(),
                                // Keycloak's default takes the subject for a regular expression.
                                "x509.allow.regex.pattern.comparison",
                                "false"));
            }
            case Secret it -> {
                out.put("clientAuthenticatorType", "client-secret");
                out.put("secret", it.secret());
            }
        }
        return out;
    }

    private static String jwks(List<ECPublicKey> keys) {
        List<JWK> jwks = keys.stream().map(KeycloakClients::jwk).toList();
        return new JWKSet(jwks).toString();
    }

    private static JWK jwk(ECPublicKey key) {
        try {
            return new ECKey.Builder(Curve.P_256, key)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint()
                    .build();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pass(@Nullable Map<?, ?> answer) {
        return text(answer, "registrationAccessToken");
    }

    private static String text(@Nullable Map<?, ?> answer, String name) {
        if (answer == null || !(answer.get(name) instanceof String text)) {
            throw RelyingPartyProblem.tokens_unavailable.exception();
        }
        return text;
    }

    private static RuntimeException unavailable(RestClientException e) {
        LOG.warn("Keycloak makes no clients: {}", e.toString());
        return RelyingPartyProblem.tokens_unavailable.exception();
    }
}
