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
/// `BZT_IDENTITY_URL` and `BZT_TICKET_SECRET` come from the environment of Keycloak.
public final class LoginTicketAuthenticatorFactory implements AuthenticatorFactory {
    private static final Requirement[] REQUIRED = {Requirement.REQUIRED};

    @Override
    public String getId() {
        return "bzt-login-ticket";
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new LoginTicketAuthenticator(
                environment("BZT_IDENTITY_URL"), environment("BZT_TICKET_SECRET"));
    }

    private static String environment(String name) {
        String value = System.getenv(name);
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
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
