package cn.biaozhengtong.keycloak;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/// Direct grant with `username` = account id and `ticket`: succeeds when identity-service redeems
/// the ticket for that account, which it does once. Its answer names the device that the login is
/// bound to, and the device's key; both become claims of every token of the session.
public final class LoginTicketAuthenticator implements Authenticator {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final String UUID_FORM = "[0-9a-f-]{36}";
    private static final String TICKET_FORM = "[A-Za-z0-9_-]{43}";
    private static final Pattern DEVICE = Pattern.compile("\"device\":\"([0-9a-f-]{36})\"");
    private static final Pattern KEY = Pattern.compile("\"deviceKey\":\"([A-Za-z0-9_-]{43})\"");

    private final String identityUrl;
    private final String secret;

    LoginTicketAuthenticator(String identityUrl, String secret) {
        this.identityUrl = identityUrl;
        this.secret = secret;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        String account = value(form, "username", UUID_FORM);
        String ticket = value(form, "ticket", TICKET_FORM);
        if (account == null || ticket == null) {
            refuse(context);
            return;
        }
        UserModel user =
                context.getSession().users().getUserByUsername(context.getRealm(), account);
        Bound bound = user == null || !user.isEnabled() ? null : redeemed(account, ticket);
        if (bound == null) {
            refuse(context);
            return;
        }
        context.setUser(user);
        context.getAuthenticationSession().setUserSessionNote("device", bound.device());
        context.getAuthenticationSession().setUserSessionNote("device_key", bound.key());
        context.success();
    }

    private record Bound(String device, String key) {}

    private @Nullable Bound redeemed(String account, String ticket) {
        // Both were checked to hold no character that JSON would have to escape.
        String body = "{\"accountId\":\"%s\",\"ticket\":\"%s\"}".formatted(account, ticket);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(identityUrl + "/internal/login-tickets/redeem"))
                        .timeout(Duration.ofSeconds(5))
                        .header("Content-Type", MediaType.APPLICATION_JSON)
                        .header("X-Ticket-Secret", secret)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? bound(answer.body()) : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /// The answer holds two names of forms that need no JSON to be found, and nothing of a
    /// stranger's.
    private static @Nullable Bound bound(String answer) {
        String plain = answer.replaceAll("\\s", "");
        Matcher device = DEVICE.matcher(plain);
        Matcher key = KEY.matcher(plain);
        boolean redeemed = plain.contains("\"redeemed\":true") && device.find() && key.find();
        return redeemed ? new Bound(device.group(1), key.group(1)) : null;
    }

    private static @Nullable String value(
            MultivaluedMap<String, String> form, String name, String pattern) {
        String value = form.getFirst(name);
        return value != null && value.matches(pattern) ? value : null;
    }

    private static void refuse(AuthenticationFlowContext context) {
        Response answer =
                Response.status(Response.Status.UNAUTHORIZED)
                        .entity("{\"error\":\"invalid_grant\"}")
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .build();
        context.failure(AuthenticationFlowError.INVALID_CREDENTIALS, answer);
    }

    @Override
    public void action(AuthenticationFlowContext context) {}

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

    @Override
    public void close() {}
}
