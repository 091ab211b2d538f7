package cn.biaozhengtong.identity.login.provider.keycloak;

import cn.biaozhengtong.identity.login.LoginProblem;
import cn.biaozhengtong.identity.login.TokenIssuer;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.problem.ProblemException;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import jakarta.annotation.PreDestroy;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.http.HttpClient;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Keycloak as token issuer: users by the admin client, tokens by direct grant with a ticket.
@Component
class KeycloakTokens implements TokenIssuer {
    private static final Logger LOG = LoggerFactory.getLogger(KeycloakTokens.class);
    private static final String CLIENT = "identity-service";

    private final KeycloakProperties properties;
    private final Keycloak admin;
    private final RestClient http;

    KeycloakTokens(KeycloakProperties properties) {
        this.properties = properties;
        this.admin =
                KeycloakBuilder.builder()
                        .serverUrl(properties.url())
                        .realm(properties.realm())
                        .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                        .clientId(CLIENT)
                        .clientSecret(properties.clientSecret())
                        .build();
        JdkClientHttpRequestFactory requests =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build());
        requests.setReadTimeout(Duration.ofSeconds(10));
        this.http =
                RestClient.builder()
                        .baseUrl(
                                properties.url()
                                        + "/realms/"
                                        + properties.realm()
                                        + "/protocol/openid-connect")
                        .requestFactory(requests)
                        .build();
    }

    private record Answer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("refresh_token") String refreshToken,
            @JsonProperty("expires_in") long expiresIn) {}

    @Override
    public void know(AccountId account) {
        UserRepresentation user = new UserRepresentation();
        user.setUsername(account.toString());
        user.setEnabled(true);
        // Of two at the same moment Keycloak answers one by 500; asked again it knows him.
        boolean known = isKnown(user);
        if (!known) {
            known = isKnown(user);
        }
        if (!known) {
            throw LoginProblem.issuer_unavailable.exception();
        }
    }

    private boolean isKnown(UserRepresentation user) {
        try (Response answer = realm().users().create(user)) {
            boolean known = answer.getStatus() == 201 || answer.getStatus() == 409;
            if (!known) {
                LOG.warn("Keycloak refused a user with status {}", answer.getStatus());
            }
            return known;
        } catch (ProcessingException | WebApplicationException e) {
            throw unavailable(e);
        }
    }

    @Override
    public Tokens login(AccountId account, String ticket) {
        MultiValueMap<String, String> form = form("password");
        form.add("username", account.toString());
        form.add("ticket", ticket);
        // The ticket is fresh and the account known: what is refused is a login at the same moment,
        // or a ticket that could not be redeemed just then. The user has done nothing wrong.
        Tokens tokens = ask(form, Refused::new);
        if (!isWhole(tokens)) {
            LOG.warn("Keycloak issued half a token; was its database away?");
            endQuietly(tokens);
            throw new Refused();
        }
        return tokens;
    }

    @Override
    public Tokens refresh(String refreshToken) {
        MultiValueMap<String, String> form = form("refresh_token");
        form.add("refresh_token", refreshToken);
        Tokens tokens = ask(form, LoginProblem.refresh_refused::exception);
        if (!isWhole(tokens)) {
            // Its session stays so: a new login is needed.
            throw LoginProblem.refresh_refused.exception();
        }
        return tokens;
    }

    /// Nobody will ever show it.
    private void endQuietly(Tokens tokens) {
        try {
            end(tokens.refreshToken());
        } catch (ProblemException e) {
            LOG.info("half a login stays at Keycloak until it is idle for long");
        }
    }

    /// Whether the services will know whose it is. When Keycloak's database dies under a login, it
    /// issues tokens that lack claims, with which everything is forbidden until they expire.
    private static boolean isWhole(Tokens tokens) {
        try {
            JWTClaimsSet claims = JWTParser.parse(tokens.accessToken()).getJWTClaimsSet();
            return claims.getAudience().contains("bzt-phone")
                    && claims.getStringClaim("account") != null
                    && claims.getStringClaim("device") != null
                    && claims.getStringClaim("device_key") != null
                    && claims.getStringClaim("sid") != null;
        } catch (ParseException e) {
            return false;
        }
    }

    /// The tokens came from Keycloak itself, over our own connection: they are read, not verified.
    @Override
    public Holder holder(Tokens tokens) {
        try {
            JWTClaimsSet claims = JWTParser.parse(tokens.accessToken()).getJWTClaimsSet();
            return new Holder(
                    new Person(
                            AccountId.of(claims.getStringClaim("account")),
                            DeviceId.of(claims.getStringClaim("device"))),
                    claims.getStringClaim("sid"));
        } catch (ParseException | RuntimeException e) {
            LOG.info("a token without account and device: {}", e.toString());
            throw LoginProblem.refresh_refused.exception();
        }
    }

    @Override
    public void end(String refreshToken) {
        MultiValueMap<String, String> form = client();
        form.add("refresh_token", refreshToken);
        try {
            http.post()
                    .uri("/logout")
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .body(form)
                    .retrieve()
                    .toBodilessEntity();
        } catch (HttpClientErrorException e) {
            // Ended already, or never valid.
            LOG.info("Keycloak ended nothing: {}", e.getStatusCode());
        } catch (RestClientException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void endAll(AccountId account) {
        try {
            // Who never logged in, or was deleted, is not known there.
            for (UserRepresentation it :
                    realm().users().searchByUsername(account.toString(), true)) {
                realm().users().get(it.getId()).logout();
            }
        } catch (ProcessingException | WebApplicationException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void grantVerified(AccountId account) {
        try {
            RoleRepresentation role = realm().roles().get("verified_user").toRepresentation();
            user(account).roles().realmLevel().add(List.of(role));
        } catch (ProcessingException | WebApplicationException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void forget(AccountId account) {
        try {
            for (UserRepresentation it :
                    realm().users().searchByUsername(account.toString(), true)) {
                realm().users().delete(it.getId()).close();
            }
        } catch (ProcessingException | WebApplicationException e) {
            throw unavailable(e);
        }
    }

    private UserResource user(AccountId account) {
        List<UserRepresentation> users = realm().users().searchByUsername(account.toString(), true);
        return realm().users().get(users.getFirst().getId());
    }

    @PreDestroy
    void close() {
        admin.close();
    }

    private RealmResource realm() {
        return admin.realm(properties.realm());
    }

    private MultiValueMap<String, String> form(String grant) {
        MultiValueMap<String, String> form = client();
        form.add("grant_type", grant);
        return form;
    }

    private MultiValueMap<String, String> client() {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("client_id", CLIENT);
        form.add("client_secret", properties.clientSecret());
        return form;
    }

    private Tokens ask(MultiValueMap<String, String> form, Supplier<RuntimeException> refused) {
        try {
            Answer answer =
                    http.post()
                            .uri("/token")
                            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                            .body(form)
                            .retrieve()
                            .body(Answer.class);
            if (answer == null) {
                throw LoginProblem.issuer_unavailable.exception();
            }
            return new Tokens(answer.accessToken(), answer.refreshToken(), answer.expiresIn());
        } catch (HttpClientErrorException e) {
            LOG.info("Keycloak refused a token: {}", e.getStatusCode());
            throw refused.get();
        } catch (RestClientException e) {
            throw unavailable(e);
        }
    }

    private static RuntimeException unavailable(RuntimeException e) {
        LOG.warn("Keycloak cannot be asked: {}", e.toString());
        return LoginProblem.issuer_unavailable.exception();
    }
}
