package cn.biaozhengtong.acceptance;

import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The key pair that makes a phone the device it is, and the proofs it signs: written from
/// deploy/adr/0014 alone, with nothing of the services.
final class PhoneKey {
    private final KeyPair pair;

    PhoneKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The first 122 bits of the thumbprint, as a UUID of version 8.
    UUID deviceId() {
        ByteBuffer thumbprint =
                ByteBuffer.wrap(
                        sha256(
                                "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
                                        .formatted(x(), y())
                                        .getBytes(StandardCharsets.US_ASCII)));
        long high = thumbprint.getLong() & 0xffff_ffff_ffff_0fffL | 0x8000L;
        long low = thumbprint.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /// What is proved of one request.
    ///
    /// @param token empty where nobody is logged in
    /// @param body null for a form with files
    record Request(String method, URI target, String token, byte @Nullable [] body) {}

    /// @param nonce of the service; empty for none
    String proof(Request it, String nonce) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("htm", it.method());
        claims.put("htu", it.target().toString());
        claims.put("iat", Instant.now().getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        if (!it.token().isEmpty()) {
            claims.put("ath", base64(sha256(it.token().getBytes(StandardCharsets.US_ASCII))));
        }
        if (it.body() != null) {
            claims.put("bh", base64(sha256(it.body())));
        }
        if (!nonce.isEmpty()) {
            claims.put("nonce", nonce);
        }
        Map<String, Object> header =
                Map.of(
                        "typ",
                        "dpop+jwt",
                        "alg",
                        "ES256",
                        "jwk",
                        Map.of("kty", "EC", "crv", "P-256", "x", x(), "y", y()));
        String signed = base64(json(header)) + "." + base64(json(claims));
        return signed + "." + base64(sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String x() {
        return coordinate(((ECPublicKey) pair.getPublic()).getW().getAffineX());
    }

    private String y() {
        return coordinate(((ECPublicKey) pair.getPublic()).getW().getAffineY());
    }

    /// 32 bytes, whatever its size is.
    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] out = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, out, 32 - length, length);
        return base64(out);
    }

    private static byte[] json(Object value) {
        return Api.JSON.writeValueAsBytes(value);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
