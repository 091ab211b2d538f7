package cn.biaozhengtong.kit.test;

import cn.biaozhengtong.kit.device.ProvingFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// Gives each application context a schema of its own on the shared servers of this JVM.
public final class RealServersInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static int schemas;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestServers servers = TestServers.shared();
        String schema = nextSchema();
        Map<String, Object> properties = new HashMap<>(servers.database(schema));
        properties.put("BZT_KAFKA", servers.kafka());
        properties.put("BZT_KEYCLOAK", "http://127.0.0.1:1");
        properties.put("BZT_ISSUER", TestTokens.issuer());
        properties.put("BZT_JWKS", TestTokens.issuer() + "/jwks");
        properties.put("bzt.secrets.field-key-file", fieldKey().toString());
        properties.put("bzt.secrets.share-key-file", fieldKey().toString());
        properties.put("logging.structured.format.console", "");
        String service = context.getEnvironment().getProperty("spring.application.name", "service");
        properties.putAll(TestAuditKey.properties(service));
        if (service.equals("ca-order-service")) {
            // The one service that has a second schema.
            servers.database(schema + "_kmc")
                    .forEach((name, value) ->
                            properties.put(name.replace("BZT_DB_", "BZT_KMC_DB_"), value));
        }
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("realServers", properties));
        // Behind what a test says itself.
        context.getEnvironment()
                .getPropertySources()
                .addLast(new MapPropertySource("sandbox", Map.of("BZT_SANDBOX", "true")));
        ProvingFilter.addTo(context);
    }

    private static synchronized String nextSchema() {
        return "test_" + ProcessHandle.current().pid() + "_" + schemas++;
    }

    private static Path fieldKey() {
        try {
            Path file = Files.createTempFile("field", ".key");
            file.toFile().deleteOnExit();
            byte[] key = new byte[48];
            new java.security.SecureRandom().nextBytes(key);
            return Files.writeString(file, Base64.getEncoder().encodeToString(key));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
