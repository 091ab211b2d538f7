package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.crypto.session.SessionQr;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// What the QR says: `<base>/s?i=<session>&t=<elapsed seconds>&a=<auth>`, new every second
/// ([SessionQr]).
public record QrCode(UUID session, long elapsed, String auth) {
    private static final int MAX = 512;
    private static final long LONGEST = 86_400;

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when this is no QR of ours
    public static QrCode parse(String text) {
        if (text.length() > MAX) {
            throw SessionProblem.qr_invalid.exception();
        }
        try {
            URI uri = new URI(text);
            Map<String, String> query = query(uri.getRawQuery() == null ? "" : uri.getRawQuery());
            String auth = query.getOrDefault("a", "");
            if (!"/s".equals(uri.getPath()) || auth.length() != SessionQr.LENGTH) {
                throw SessionProblem.qr_invalid.exception();
            }
            long elapsed = Long.parseLong(query.getOrDefault("t", ""));
            if (elapsed < 0 || elapsed > LONGEST) {
                throw SessionProblem.qr_invalid.exception();
            }
            return new QrCode(UUID.fromString(query.getOrDefault("i", "")), elapsed, auth);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw SessionProblem.qr_invalid.exception();
        }
    }

    boolean isFrom(byte[] secret, String kind, String contentHash) {
        return MessageDigest.isEqual(
                SessionQr.auth(secret, kind, session.toString(), elapsed, contentHash)
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
