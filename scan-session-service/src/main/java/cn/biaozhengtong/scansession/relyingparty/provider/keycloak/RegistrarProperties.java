package cn.biaozhengtong.scansession.relyingparty.provider.keycloak;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param issuer the realm's address, as tokens name it
/// @param secret of the client `relying-party-registrar`, which may make clients and nothing else
@ConfigurationProperties("bzt.registrar")
record RegistrarProperties(String issuer, String secret) {
    @Override
    public String toString() {
        return "RegistrarProperties[" + issuer + "]";
    }
}
