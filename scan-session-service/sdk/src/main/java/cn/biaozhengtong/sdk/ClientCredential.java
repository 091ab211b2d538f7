package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.SecretBytes;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// How the platform's server proves at the token endpoint who it is.
public interface ClientCredential {
    /// Form fields besides the grant type.
    Map<String, String> fields(URI tokenUrl, String clientId, Clock clock);

    /// A shared secret: for the sandbox only.
    static ClientCredential secret(String secret) {
        return (url, clientId, clock) -> Map.of("client_id", clientId, "client_secret", secret);
    }

    /// `private_key_jwt` (RFC 7523) with ES256: nothing secret leaves the server.
    ///
    /// @param key on P-256; its public half is registered at the token endpoint
    static ClientCredential privateKeyJwt(PrivateKey key) {
        return (url, clientId, clock) -> {
            long now = clock.instant().getEpochSecond();
            Map<String, Object> claims = new LinkedHashMap<>();
            claims.put("iss", clientId);
            claims.put("sub", clientId);
            claims.put("aud", url.toString());
            claims.put("jti", HexFormat.of().formatHex(SecretBytes.random(16).expose()));
            claims.put("iat", now);
            claims.put("exp", now + 60);
            Map<String, String> out = new LinkedHashMap<>();
            out.put("client_id", clientId);
            out.put(
                    "client_assertion_type",
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
            out.put("client_assertion", jwt(key, claims));
            return out;
        };
    }

    /// mTLS (RFC 8705): the certificate of the client's SSL context ([ScanClient.Settings]) is the
    /// proof.
    static ClientCredential mutualTls() {
        return (url, clientId, clock) -> Map.of("client_id", clientId);
    }

    private static String jwt(PrivateKey key, Map<String, Object> claims) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String signed =
                base64.encodeToString(
                                "{\"alg\":\"ES256\",\"typ\":\"JWT\"}"
                                        .getBytes(StandardCharsets.US_ASCII))
                        + "."
                        + base64.encodeToString(
                                Json.write(claims).getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new ScanException("the client's key does not sign ES256", e);
        }
    }

    /// The fields as a form.
    static String form(Map<String, String> fields) {
        StringBuilder out = new StringBuilder("grant_type=client_credentials");
        fields.forEach((name, value) ->
                out.append('&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return out.toString();
    }
}
