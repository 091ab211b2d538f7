package cn.biaozhengtong.scansession.relyingparty;

import java.security.interfaces.ECPublicKey;
import java.util.List;

/// Port to the token endpoint, where platforms' servers prove who they are.
public interface TokenClients {
    /// How a platform's server proves who it is.
    sealed interface Credential {}

    /// `private_key_jwt` (RFC 7523) with ES256.
    ///
    /// @param keys on P-256; two while one replaces the other
    record PrivateKeyJwt(List<ECPublicKey> keys) implements Credential {}

    /// `tls_client_auth` (RFC 8705).
    ///
    /// @param subject of the client's certificate, as RFC 4514 writes it
    /// @param authority subject of the trusted authority that it leads to: another one that the
    ///   token endpoint trusts could issue the same subject to somebody else
    record MutualTls(String subject, String authority) implements Credential {}

    /// For the sandbox only.
    record Secret(String secret) implements Credential {
        @Override
        public String toString() {
            return "Secret[***]";
        }
    }

    /// Makes a client that may do nothing but speak for its platform.
    ///
    /// @return the pass with which [#replace] changes it, good for once
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when the id is taken there
    String create(String clientId, String name, Credential credential);

    /// From now on this credential counts and no other.
    ///
    /// @return the next pass
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when the pass was used before
    String replace(String clientId, String pass, Credential credential);
}
