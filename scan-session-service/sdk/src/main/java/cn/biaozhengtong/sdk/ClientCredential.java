package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.SecretBytes;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
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
    /// @param key on P-256; its public half is registered ([#pem]), and named by its thumbprint
    ///   (RFC 7638), so that two can be registered while one replaces the other
    /// @throws ClassCastException when it is no key on an elliptic curve
    static ClientCredential privateKeyJwt(KeyPair key) {
        String header =
                Json.write(
                        Map.of(
                                "alg",
                                "ES256",
                                "typ",
                                "JWT",
                                "kid",
                                thumbprint((ECPublicKey) key.getPublic())));
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
            out.put("client_assertion", jwt(key.getPrivate(), header, Json.write(claims)));
            return out;
        };
    }

    /// mTLS (RFC 8705): the certificate of the client's SSL context ([ScanClient.Settings]) is the
    /// proof.
    static ClientCredential mutualTls() {
        return (url, clientId, clock) -> Map.of("client_id", clientId);
    }

    /// As platforms register their keys.
    ///
    /// @param key on P-256
    static String pem(ECPublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static String jwt(PrivateKey key, String header, String claims) {
        String signed = base64(header) + "." + base64(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed
                    + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new ScanException("the client's key does not sign ES256", e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String thumbprint(ECPublicKey key) {
        String members =
                "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
                        .formatted(
                                coordinate(key.getW().getAffineX()),
                                coordinate(key.getW().getAffineY()));
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(members.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String coordinate(BigInteger it) {
        byte[] bytes = it.toByteArray();
        byte[] fixed = new byte[32];
        int used = Math.min(bytes.length, fixed.length);
        System.arraycopy(bytes, bytes.length - used, fixed, fixed.length - used, used);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
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
