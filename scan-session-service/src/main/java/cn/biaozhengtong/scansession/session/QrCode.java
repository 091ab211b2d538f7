package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.crypto.Sm3;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What the QR says: `<base>/s?i=<session>&t=<elapsed seconds>&a=<auth>`, new every second.
///
/// `auth` is the first 22 characters of base64url(HMAC-SM3(sessionSecret, "bzt/qr/v1" ‖ kind ‖
/// session ‖ t ‖ content hash)), each field with 4 bytes of length before it.
public record QrCode(UUID session, long elapsed, String auth) {
    private static final int AUTH = 22;
    private static final int MAX = 512;

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when this is no QR of ours
    public static QrCode parse(String text) {
        if (text.length() > MAX) {
            throw SessionProblem.qr_invalid.exception();
        }
        try {
            URI uri = new URI(text);
            Map<String, String> query = query(uri.getRawQuery() == null ? "" : uri.getRawQuery());
            String auth = query.getOrDefault("a", "");
            if (!"/s".equals(uri.getPath()) || auth.length() != AUTH) {
                throw SessionProblem.qr_invalid.exception();
            }
            return new QrCode(
                    UUID.fromString(query.getOrDefault("i", "")),
                    Long.parseLong(query.getOrDefault("t", "")),
                    auth);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw SessionProblem.qr_invalid.exception();
        }
    }

    static String auth(byte[] secret, String kind, UUID session, long elapsed, String contentHash) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        for (String field :
                List.of(
                        "bzt/qr/v1",
                        kind,
                        session.toString(),
                        Long.toString(elapsed),
                        contentHash)) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            input.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
            input.writeBytes(bytes);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sm3.hmac(secret, input.toByteArray()))
                .substring(0, AUTH);
    }

    boolean isFrom(byte[] secret, String kind, String contentHash) {
        return MessageDigest.isEqual(
                auth(secret, kind, session, elapsed, contentHash)
                        .getBytes(StandardCharsets.US_ASCII),
                auth.getBytes(StandardCharsets.US_ASCII));
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> out = new HashMap<>();
        for (String pair : raw.split("&", 10)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                out.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return out;
    }
}
