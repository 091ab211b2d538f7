package cn.biaozhengtong.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.Executors;

/// The service behind every proxy, and the issuer of the tokens that ours checks.
final class Backend implements AutoCloseable {
    private static final byte[] BODY =
            "{\"ok\":true,\"pad\":\"%s\"}"
                    .formatted("x".repeat(500))
                    .getBytes(StandardCharsets.US_ASCII);

    private final HttpServer server;
    private final KeyPair key;

    Backend() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            key = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, BODY));
        byte[] keys = keys().getBytes(StandardCharsets.US_ASCII);
        server.createContext(
                "/realms/biaozhengtong/protocol/openid-connect/certs",
                exchange -> answer(exchange, keys));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String issuer() {
        return url() + "/realms/biaozhengtong";
    }

    /// A phone's token, good for an hour.
    String token() {
        String head = text("{\"alg\":\"ES256\",\"kid\":\"bench\",\"typ\":\"JWT\"}");
        long now = Instant.now().getEpochSecond();
        String claims =
                text(
                        "{\"iss\":\"%s\",\"sub\":\"bench\",\"aud\":\"bzt-phone\",\"iat\":%d,\"exp\":%d}"
                                .formatted(issuer(), now, now + 3600));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.getPrivate());
            signature.update((head + "." + claims).getBytes(StandardCharsets.US_ASCII));
            return head + "." + claims + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String keys() {
        ECPublicKey point = (ECPublicKey) key.getPublic();
        return "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"ES256\",\"use\":\"sig\",\"kid\":\"bench\",\"x\":\"%s\",\"y\":\"%s\"}]}"
                .formatted(
                        coordinate(point.getW().getAffineX()),
                        coordinate(point.getW().getAffineY()));
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] out = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, out, 32 - length, length);
        return base64(Arrays.copyOf(out, 32));
    }

    private static String text(String json) {
        return base64(json.getBytes(StandardCharsets.US_ASCII));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
