package cn.biaozhengtong.kit;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/// Decides before anything is made whether a service may start. `bzt.sandbox` is on or off and
/// nothing between; in the profile `production` there is no sandbox, no [OpenDefault], no example's
/// value, no empty secret and no open broker, and what others reach us and our tokens' issuer by is
/// public and HTTPS. It tells all reasons at once.
public class ProductionGuard implements BeanFactoryPostProcessor, EnvironmentAware {
    private static final String SWITCH = "bzt.sandbox";

    /// Empty they mean that nobody set them; a service that does not know one does not need it.
    private static final List<String> SECRETS =
            List.of(
                    "spring.datasource.password",
                    "spring.security.oauth2.client.registration.internal.client-secret",
                    "bzt.authority.password",
                    "bzt.kmc.database.password",
                    "bzt.webhook.password",
                    "bzt.registrar.secret",
                    "bzt.keycloak.client-secret",
                    "bzt.keycloak.ticket-secret");

    /// By these others reach us, or whoever vouches for them.
    private static final List<String> ADDRESSES =
            List.of(
                    "bzt.public-url",
                    "spring.security.oauth2.resourceserver.jwt.issuer-uri",
                    "bzt.registrar.issuer");

    private static final String PROTOCOL = "spring.kafka.properties.security.protocol";
    private static final Set<String> ENCRYPTED = Set.of("SASL_SSL", "SSL");

    private static final String EXAMPLE = "400-000-0000";

    private Environment environment = new StandardEnvironment();

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        String sandbox = environment.getProperty(SWITCH, "false");
        if (!Set.of("true", "false").contains(sandbox)) {
            throw new IllegalStateException(
                    "BZT_SANDBOX is \"" + sandbox + "\": write true or false.");
        }
        if (environment.matchesProfiles("production")) {
            List<String> reasons = reasons(beans);
            if (!reasons.isEmpty()) {
                throw new IllegalStateException(
                        "Refusing to start in the profile production: "
                                + String.join("; ", reasons)
                                + ".");
            }
        }
    }

    private List<String> reasons(ConfigurableListableBeanFactory beans) {
        List<String> out = new ArrayList<>();
        if (environment.getProperty(SWITCH, Boolean.class, false)) {
            out.add("the sandbox is on, set BZT_SANDBOX=false");
        }
        Stream.of(beans.getBeanDefinitionNames())
                .sorted()
                .forEach(name -> whyNot(beans, name, out));
        SECRETS.stream().filter(this::isEmpty).forEach(name -> out.add(name + " is empty"));
        ADDRESSES.stream()
                .filter(environment::containsProperty)
                .filter(name -> !isPublic(environment.getRequiredProperty(name)))
                .forEach(name -> out.add(name + " is not https of a public name"));
        if (environment.containsProperty("spring.kafka.bootstrap-servers")
                && !ENCRYPTED.contains(environment.getProperty(PROTOCOL, "PLAINTEXT"))) {
            // Whoever forges an event freezes accounts and certificates.
            out.add(
                    "Kafka is open, set BZT_KAFKA_PROTOCOL=SASL_SSL, BZT_KAFKA_MECHANISM and the"
                            + " secret BZT_KAFKA_JAAS");
        }
        String management = environment.getProperty("management.server.port", "0");
        if (!management.equals("0")
                && management.equals(environment.getProperty("server.port", "8080"))) {
            out.add("metrics are beside the API, set BZT_MANAGEMENT_PORT to a port of their own");
        }
        if (!environment.getProperty("bzt.webhook.loopback-ports", "").isBlank()) {
            out.add("webhooks may go to loopback, leave BZT_WEBHOOK_LOOPBACK_PORTS empty");
        }
        if (EXAMPLE.equals(environment.getProperty("bzt.help.phone"))) {
            out.add("the help's telephone number is the example's, set BZT_HELP_PHONE");
        }
        return out;
    }

    private static void whyNot(
            ConfigurableListableBeanFactory beans, String name, List<String> out) {
        Class<?> type = beans.getType(name, false);
        if (isSandbox(type)) {
            out.add("the sandbox " + name + " is part of it");
        }
        OpenDefault open = beans.findAnnotationOnBean(name, OpenDefault.class, false);
        if (open != null) {
            out.add(open.value());
        }
    }

    private static boolean isSandbox(@Nullable Class<?> type) {
        return type != null && type.getPackageName().contains(".provider.sandbox");
    }

    private boolean isEmpty(String name) {
        return environment.containsProperty(name) && environment.getProperty(name, "").isBlank();
    }

    /// Only what is written is judged: a name that does not resolve here may do elsewhere.
    private static boolean isPublic(String url) {
        try {
            URI uri = URI.create(url);
            String host = uri.getHost();
            return "https".equals(uri.getScheme())
                    && host != null
                    && !host.equalsIgnoreCase("localhost")
                    && !isInner(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isInner(String host) {
        boolean literal =
                host.startsWith("[") || host.chars().allMatch(c -> c == '.' || isDigit(c));
        if (!literal) {
            return false;
        }
        try {
            InetAddress it = InetAddress.getByName(host);
            return it.isLoopbackAddress() || it.isAnyLocalAddress() || it.isLinkLocalAddress();
        } catch (UnknownHostException e) {
            return true;
        }
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
