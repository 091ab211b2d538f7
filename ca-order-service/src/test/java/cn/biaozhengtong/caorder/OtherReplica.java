package cn.biaozhengtong.caorder;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/// A second process of the service, on the same database and broker.
public final class OtherReplica {
    private OtherReplica() {}

    /// With the surroundings of the test's own application.
    public static ConfigurableApplicationContext beside(Environment environment) {
        List<String> arguments = new ArrayList<>();
        for (String name :
                List.of(
                        "BZT_DB_URL",
                        "BZT_DB_USER",
                        "BZT_DB_PASSWORD",
                        "BZT_KAFKA",
                        "BZT_KEYCLOAK",
                        "BZT_ISSUER",
                        "BZT_JWKS",
                        "BZT_PORT",
                        "BZT_MANAGEMENT_PORT",
                        "BZT_CA",
                        "BZT_CA_PASSWORD",
                        "bzt.objects",
                        "BZT_KMC_DB_URL",
                        "BZT_KMC_DB_USER",
                        "BZT_KMC_DB_PASSWORD",
                        "BZT_KMC_DB_OWNER",
                        "BZT_KMC_DB_OWNER_PASSWORD",
                        "bzt.secrets.field-key-file",
                        "bzt.secrets.share-key-file",
                        "bzt.audit.key-file",
                        "bzt.audit.password",
                        "bzt.audit.folder",
                        "logging.structured.format.console")) {
            arguments.add("--" + name + "=" + environment.getProperty(name));
        }
        return new SpringApplicationBuilder(CaOrderApplication.class)
                .run(arguments.toArray(String[]::new));
    }
}
