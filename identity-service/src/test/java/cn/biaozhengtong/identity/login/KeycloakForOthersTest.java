package cn.biaozhengtong.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.test.RealKeycloak;
import com.nimbusds.jwt.JWTParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What whoever is on Keycloak's own machine makes of it.
class KeycloakForOthersTest {
    private static final RealKeycloak KEYCLOAK = new RealKeycloak();
    private static final String TAKEN = "username=me&password=%1$s&passwordConfirmation=%1$s";
    private static final String OF_MASTER =
            "SELECT u.USERNAME FROM USER_ENTITY u JOIN REALM r ON r.ID = u.REALM_ID WHERE r.NAME ="
                    + " 'master'";

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build();

    @BeforeAll
    static void started() throws IOException {
        KEYCLOAK.start("http://127.0.0.1:1");
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String address, String form)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
    }

    private void nobodyMakesHimselfItsAdministrator() throws Exception {
        String page = KEYCLOAK.url() + "/";
        assertThat(send(HttpRequest.newBuilder(URI.create(page))).body())
                .doesNotContain("passwordConfirmation");
        post(page, TAKEN.formatted("a-password-of-mine"));
        assertThat(KEYCLOAK.rows(OF_MASTER)).isEqualTo("USERNAME\nno-administrator\n");
        for (String user : new String[] {"me", "launcher", "no-administrator", "admin"}) {
            HttpResponse<String> answer =
                    post(
                            KEYCLOAK.url() + "/realms/master/protocol/openid-connect/token",
                            "grant_type=password&client_id=admin-cli&password=a-password-of-mine&username="
                                    + user);
            assertThat(answer.statusCode()).as(user).isIn(400, 401);
        }
    }

    @Test
    void item20_whoIsOnItsMachine_doesNotMakeHimselfItsAdministrator() throws Exception {
        nobodyMakesHimselfItsAdministrator();
    }

    @Test
    void item20_norAfterAVersionThatLeftThePageOpen_orAFirstStartThatWasCutOff() throws Exception {
        KEYCLOAK.startAgainAfter(
                "SET FOREIGN_KEY_CHECKS = 0; DELETE u FROM USER_ENTITY u JOIN REALM r ON r.ID ="
                        + " u.REALM_ID WHERE r.NAME = 'master'");
        nobodyMakesHimselfItsAdministrator();
        KEYCLOAK.startAgainAfter(
                "UPDATE USER_ENTITY u JOIN REALM r ON r.ID = u.REALM_ID SET u.ENABLED = 1,"
                        + " u.USERNAME = 'launcher' WHERE r.NAME = 'master'");
        assertThat(KEYCLOAK.rows(OF_MASTER + " AND u.ENABLED")).isEmpty();
    }

    @Test
    void item20_tokens_carryNoRoleButThoseOfTheirClient() throws Exception {
        String tokens = KEYCLOAK.issuer() + "/protocol/openid-connect/token";
        String secret = "&client_secret=" + RealKeycloak.SECRET;
        Map<String, Object> operator =
                claims(
                        post(
                                tokens,
                                "grant_type=password&client_id=operator-tool"
                                        + secret
                                        + "&username=both-zhao&password="
                                        + RealKeycloak.SECRET));
        assertThat(operator.get("realm_access").toString())
                .contains("ca_reviewer", "ca_approver")
                .doesNotContain("offline_access", "default-roles");
        assertThat(operator).doesNotContainKey("resource_access");
        for (String client : new String[] {"rp-ansteel", "seal-service", "ca-order-service"}) {
            assertThat(
                            claims(
                                    post(
                                            tokens,
                                            "grant_type=client_credentials&client_id="
                                                    + client
                                                    + secret)))
                    .as(client)
                    .doesNotContainKeys("realm_access", "resource_access");
        }
    }

    @Test
    void item20_noRole_isEverybodysByDefault() {
        assertThat(
                        KEYCLOAK.rows(
                                "SELECT c.NAME FROM COMPOSITE_ROLE x JOIN KEYCLOAK_ROLE c ON c.ID ="
                                        + " x.CHILD_ROLE JOIN KEYCLOAK_ROLE r ON r.ID = x.COMPOSITE"
                                        + " WHERE r.NAME = 'default-roles-biaozhengtong'"))
                .isEmpty();
    }

    private static Map<String, Object> claims(HttpResponse<String> answer) throws Exception {
        String token = new JsonMapper().readTree(answer.body()).path("access_token").asString("");
        assertThat(token).as(answer.body()).isNotEmpty();
        return JWTParser.parse(token).getJWTClaimsSet().getClaims();
    }
}
