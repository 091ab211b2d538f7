package cn.biaozhengtong.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.catalina.Context;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The filter in a real container.
class WebhookFilterTest {
    private static final String BODY =
            "{\"type\":\"session.completed\",\"data\":{\"sessionId\":\"s1\",\"state\":\"completed\",\"version\":3}}";
    private final byte[] secret =
            "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private final List<WebhookVerifier.Webhook> heard = new CopyOnWriteArrayList<>();
    private final Tomcat tomcat = new Tomcat();
    private volatile boolean busy;

    @BeforeEach
    void start() throws Exception {
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "default", new DefaultServlet());
        context.addServletMappingDecoded("/", "default");
        WebhookVerifier verifier =
                new WebhookVerifier(
                        "whsec_" + Base64.getEncoder().encodeToString(secret), Clock.systemUTC());
        FilterDef definition = new FilterDef();
        definition.setFilterName("webhooks");
        definition.setFilter(
                new WebhookFilter(
                        verifier,
                        it -> {
                            if (busy) {
                                throw new IllegalStateException("the platform's database is away");
                            }
                            heard.add(it);
                        }));
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName("webhooks");
        map.addURLPattern("/webhook");
        context.addFilterMap(map);
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    private int post(String id, String body, String signedBody) throws Exception {
        String time = Long.toString(Clock.systemUTC().instant().getEpochSecond());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        String signed = id + "." + time + "." + signedBody;
        String signature =
                "v1,"
                        + Base64.getEncoder()
                                .encodeToString(
                                        mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + tomcat.getConnector().getLocalPort()
                                                        + "/webhook"))
                                .header("webhook-id", id)
                                .header("webhook-timestamp", time)
                                .header("webhook-signature", signature)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void good_isHandedOnOnce_forged_never_andWhatFailed_comesAgain() throws Exception {
        assertThat(post("w1", BODY, BODY)).isEqualTo(204);
        assertThat(post("w1", BODY, BODY)).isEqualTo(204);
        assertThat(post("w2", BODY, BODY + " ")).isEqualTo(401);
        assertThat(heard).hasSize(1);
        assertThat(heard.get(0).sessionId()).isEqualTo("s1");
        busy = true;
        assertThat(post("w3", BODY, BODY)).isEqualTo(500);
        busy = false;
        assertThat(post("w3", BODY, BODY)).isEqualTo(204);
        assertThat(heard).hasSize(2);
        String test = "{\"type\":\"webhook.test\",\"data\":{}}";
        assertThat(post("w4", test, test)).isEqualTo(204);
        assertThat(heard.get(2).type()).isEqualTo("webhook.test");
    }
}
