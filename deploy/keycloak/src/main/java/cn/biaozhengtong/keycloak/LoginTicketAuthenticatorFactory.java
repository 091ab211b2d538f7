package cn.biaozhengtong.keycloak;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/// Registers [LoginTicketAuthenticator] as `bzt-login-ticket`.
///
/// In Keycloak's configuration: `spi-authenticator--bzt-login-ticket--identity-url` and
/// `…--ticket-secret`; in its environment, where they are not there, `BZT_IDENTITY_URL` and
/// `BZT_TICKET_SECRET`.
public final class LoginTicketAuthenticatorFactory implements AuthenticatorFactory {
    private static final Requirement[] REQUIRED = {Requirement.REQUIRED};

    private String identityUrl = "";
    private String ticketSecret = "";

    @Override
    public String getId() {
        return "bzt-login-ticket";
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new LoginTicketAuthenticator(identityUrl, ticketSecret);
    }

    private static String setting(Config.Scope config, String name, String variable) {
        String value = config.get(name);
        if (value == null) {
            value = System.getenv(variable);
        }
        return value == null ? "" : value;
    }

    @Override
    public String getDisplayType() {
        return "BiaoZhengTong login ticket";
    }

    @Override
    public @Nullable String getReferenceCategory() {
        return null;
    }

    @Override
    public boolean isConfigurable() {
        return false;
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return REQUIRED.clone();
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public String getHelpText() {
        return "Redeems a one-time login ticket at identity-service";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    @Override
    public void init(Config.Scope config) {
        identityUrl = setting(config, "identity-url", "BZT_IDENTITY_URL");
        ticketSecret = setting(config, "ticket-secret", "BZT_TICKET_SECRET");
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
