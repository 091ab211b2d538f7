package cn.biaozhengtong.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.test.RealKeycloak;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The realm that production imports, as the real Keycloak understands it.
class ProductionRealmTest {
    private static final RealKeycloak KEYCLOAK = new RealKeycloak();
    private static final String IN_REALM =
            " JOIN REALM r ON r.ID = x.REALM_ID WHERE r.NAME = 'biaozhengtong' ";

    @BeforeAll
    static void started() throws IOException {
        KEYCLOAK.start("http://127.0.0.1:1", "production.json");
    }

    private static String rows(String sql) {
        return KEYCLOAK.rows(sql).lines().skip(1).reduce("", (a, b) -> a + b + "\n");
    }

    @Test
    void item20_nobodyIsInIt_butTheServicesThatAskIt() {
        assertThat(
                        rows(
                                "SELECT x.USERNAME FROM USER_ENTITY x"
                                        + IN_REALM
                                        + "AND x.SERVICE_ACCOUNT_CLIENT_LINK IS NULL"))
                .isEmpty();
        assertThat(
                        rows(
                                "SELECT x.CLIENT_ID FROM CLIENT x"
                                        + IN_REALM
                                        + "AND x.CLIENT_ID LIKE 'rp-%'"))
                .isEmpty();
        assertThat(
                        rows(
                                "SELECT x.CLIENT_ID FROM CLIENT x"
                                        + IN_REALM
                                        + "AND x.FULL_SCOPE_ALLOWED AND x.ENABLED AND x.CLIENT_ID"
                                        + " NOT IN ('broker', 'realm-management')"))
                .isEmpty();
    }

    @Test
    void item20_itSpeaksByTlsOnly() throws Exception {
        assertThat(rows("SELECT SSL_REQUIRED FROM REALM WHERE NAME = 'biaozhengtong'"))
                .isEqualTo("ALL\n");
        HttpRequest token =
                HttpRequest.newBuilder(
                                URI.create(KEYCLOAK.issuer() + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "grant_type=client_credentials&client_id=seal-service&client_secret="
                                                + RealKeycloak.SECRET))
                        .build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(token, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("HTTPS required");
    }

    @Test
    void item20_operators_comeByPasswordAndTheirOwnDevice_withPkce_andNoOtherWay() {
        assertThat(
                        rows(
                                """
                                SELECT e.AUTHENTICATOR, e.REQUIREMENT FROM REALM r
                                    JOIN AUTHENTICATION_EXECUTION e ON e.FLOW_ID = r.BROWSER_FLOW
                                    WHERE r.NAME = 'biaozhengtong' ORDER BY e.PRIORITY;
                                """))
                // 0: required.
                .isEqualTo("auth-username-password-form\t0\nauth-otp-form\t0\n");
        assertThat(
                        rows(
                                "SELECT x.ENABLED FROM REQUIRED_ACTION_PROVIDER x"
                                        + IN_REALM
                                        + "AND x.ALIAS = 'CONFIGURE_TOTP' AND x.ENABLED"))
                .isNotEmpty();
        assertThat(
                        rows(
                                "SELECT x.STANDARD_FLOW_ENABLED + 0, x.DIRECT_ACCESS_GRANTS_ENABLED"
                                        + " + 0, a.VALUE FROM CLIENT x JOIN CLIENT_ATTRIBUTES a ON"
                                        + " a.CLIENT_ID = x.ID"
                                        + IN_REALM.replace(
                                                " WHERE",
                                                " AND a.NAME = 'pkce.code.challenge.method' WHERE")
                                        + "AND x.CLIENT_ID = 'operator-tool'"))
                .isEqualTo("1\t0\tS256\n");
    }

    @Test
    void item20_wrongPasswords_makeAnOperatorWait_andLockNobodyOutForGood() {
        assertThat(
                        rows(
                                """
                                SELECT a.NAME, a.VALUE FROM REALM_ATTRIBUTE a JOIN REALM r ON r.ID = a.REALM_ID
                                    WHERE r.NAME = 'biaozhengtong' AND a.NAME IN ('bruteForceProtected', 'permanentLockout',
                                    'failureFactor', 'waitIncrementSeconds', 'maxFailureWaitSeconds') ORDER BY a.NAME;
                                """))
                .isEqualTo(
                        """
                        bruteForceProtected\ttrue
                        failureFactor\t10
                        maxFailureWaitSeconds\t900
                        permanentLockout\tfalse
                        waitIncrementSeconds\t60
                        """);
    }
}
