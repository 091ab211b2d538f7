package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Properties;

/// What operator tool, virtual phone and checks need to know of a suite: `endpoints.properties`.
final class EndpointsFile {
    private static final String TOKENS = "/realms/biaozhengtong/protocol/openid-connect/token";

    private EndpointsFile() {}

    static void write(Path state, Ports ports, Secrets secrets, TlsFiles tls) {
        Properties out = new Properties();
        out.setProperty("gateway", JavaServices.url(ports.gateway()));
        out.setProperty("token-url", JavaServices.url(ports.keycloak()) + TOKENS);
        out.setProperty("tls-token-url", "https://127.0.0.1:" + ports.keycloakTls() + TOKENS);
        out.setProperty("tls-authority", tls.authority().toString());
        out.setProperty("tls-platform", tls.platform().toString());
        out.setProperty("tls-password", tls.password());
        out.setProperty("scan-services", new JavaServices(state, ports, secrets).scanServices());
        out.setProperty("sample", JavaServices.url(ports.sample()));
        out.setProperty("webhook-port", Integer.toString(ports.webhooks()));
        out.setProperty("sample-port", Integer.toString(ports.sample()));
        for (String name : Operators.NAMES) {
            out.setProperty("operator-password." + name, Operators.password(secrets, name));
        }
        out.setProperty("operator-client-secret", secrets.get("client.operator-tool"));
        out.setProperty("rp-client-secret", secrets.get("client.rp-ansteel"));
        out.setProperty("root", state.resolve("ca/root.pem").toString());
        try {
            StringWriter text = new StringWriter();
            out.store(text, null);
            OwnersOnly.write(state.resolve("endpoints.properties"), text.toString());
        } catch (IOException e) {
            throw new Sentence("Cannot write " + state + ": " + e.getMessage(), e);
        }
    }
}
