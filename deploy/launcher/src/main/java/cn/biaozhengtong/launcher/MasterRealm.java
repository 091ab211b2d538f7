package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keycloak's own realm, whose administrators may do everything. While it has no user, whoever
/// reaches Keycloak from its own machine may make himself one. So its first start makes one with a
/// random password; once it runs he makes a user who may do nothing, cannot log in and keeps that
/// page shut, and deletes himself. `kc.sh bootstrap-admin` makes another, for who has the database.
final class MasterRealm {
    private static final String BOOTSTRAP = "launcher";
    private static final String NOBODY = "no-administrator";
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    private final MariaDbServer database;
    private final String url;
    private final String password;

    /// @param password of the administrator of the first start, made for it alone
    MasterRealm(MariaDbServer database, String url, String password) {
        this.database = database;
        this.url = url;
        this.password = password;
    }

    static String bootstrapName() {
        return BOOTSTRAP;
    }

    /// Before Keycloak starts: shuts the page of a suite of a version before, and who was left by a
    /// first start that was cut off.
    void shut() {
        if (!database.execute("SHOW TABLES IN keycloak LIKE 'USER_ENTITY'")
                .contains("USER_ENTITY")) {
            return;
        }
        database.execute(
                """
                USE keycloak;
                DELETE c FROM CREDENTIAL c JOIN USER_ENTITY u ON u.ID = c.USER_ID JOIN REALM r ON r.ID = u.REALM_ID
                    WHERE r.NAME = 'master' AND u.USERNAME = '%1$s';
                UPDATE USER_ENTITY u JOIN REALM r ON r.ID = u.REALM_ID SET u.ENABLED = 0
                    WHERE r.NAME = 'master' AND u.USERNAME = '%1$s';
                INSERT INTO USER_ENTITY (ID, EMAIL_CONSTRAINT, EMAIL_VERIFIED, ENABLED, REALM_ID, USERNAME, NOT_BEFORE)
                    SELECT UUID(), UUID(), 0, 0, r.ID, '%2$s', 0 FROM REALM r WHERE r.NAME = 'master' AND NOT EXISTS
                    (SELECT 1 FROM USER_ENTITY u WHERE u.REALM_ID = r.ID AND u.SERVICE_ACCOUNT_CLIENT_LINK IS NULL);
                """
                        .formatted(BOOTSTRAP, NOBODY));
    }

    /// Once Keycloak runs: its first administrator goes.
    void leave() {
        boolean there =
                database.execute(
                                """
                                SELECT 'there' FROM keycloak.USER_ENTITY u JOIN keycloak.REALM r ON r.ID = u.REALM_ID
                                    WHERE r.NAME = 'master' AND u.USERNAME = '%s' AND u.ENABLED;
                                """
                                        .formatted(BOOTSTRAP))
                        .contains("there");
        if (!there) {
            return;
        }
        String users = url + "/admin/realms/master/users";
        try (HttpClient http = HttpClient.newHttpClient()) {
            String token =
                    found(
                            TOKEN,
                            send(
                                    http,
                                    request(url + "/realms/master/protocol/openid-connect/token")
                                            .header(
                                                    "Content-Type",
                                                    "application/x-www-form-urlencoded")
                                            .POST(
                                                    HttpRequest.BodyPublishers.ofString(
                                                            "grant_type=password&client_id=admin-cli&username="
                                                                    + BOOTSTRAP
                                                                    + "&password="
                                                                    + password))));
            String bearer = "Bearer " + token;
            send(
                    http,
                    request(users)
                            .header("Authorization", bearer)
                            .header("Content-Type", "application/json")
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            "{\"username\":\"%s\",\"enabled\":false}"
                                                    .formatted(NOBODY))));
            String id =
                    found(
                            ID,
                            send(
                                    http,
                                    request(users + "?exact=true&username=" + BOOTSTRAP)
                                            .header("Authorization", bearer)));
            send(http, request(users + "/" + id).header("Authorization", bearer).DELETE());
        }
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address));
    }

    private static String send(HttpClient http, HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new Sentence(
                        "Keycloak's first administrator cannot be removed: "
                                + answer.uri()
                                + " answers "
                                + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new Sentence("Keycloak does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Sentence("Interrupted", e);
        }
    }

    private static String found(Pattern what, String in) {
        Matcher matcher = what.matcher(in);
        if (!matcher.find()) {
            throw new Sentence("Keycloak answers without " + what);
        }
        return matcher.group(1);
    }
}
