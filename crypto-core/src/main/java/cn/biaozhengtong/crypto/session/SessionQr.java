package cn.biaozhengtong.crypto.session;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.internal.Framed;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// `bzt/qr/v1`: what proves that a QR was made with a session's secret, in this second.
public final class SessionQr {
    /// Length of [#auth] in characters.
    public static final int LENGTH = 22;

    private static final int MOST = 512;
    private static final long LONGEST_SECONDS = 86_400;

    private SessionQr() {}

    /// What a QR says.
    ///
    /// @param elapsed seconds since the session began
    public record Shown(UUID session, long elapsed, String auth) {}

    /// Reads what [#text] makes; whether its `auth` is right is another question.
    ///
    /// @throws CryptoException when this is no QR of a session
    public static Shown parse(String text) {
        if (text.length() > MOST) {
            throw new CryptoException(Reason.malformed);
        }
        try {
            URI uri = new URI(text);
            Map<String, String> query = query(String.valueOf(uri.getRawQuery()));
            String auth = query.getOrDefault("a", "");
            long elapsed = Long.parseLong(query.getOrDefault("t", ""));
            boolean whole =
                    "/s".equals(uri.getPath())
                            && auth.length() == LENGTH
                            && elapsed >= 0
                            && elapsed <= LONGEST_SECONDS;
            if (!whole) {
                throw new CryptoException(Reason.malformed);
            }
            return new Shown(UUID.fromString(query.getOrDefault("i", "")), elapsed, auth);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new CryptoException(Reason.malformed, e);
        }
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

    /// The first 22 characters of base64url(HMAC-SM3(secret, framed tag, kind, session, elapsed
    /// seconds, content hash)).
    public static String auth(
            byte[] secret, String kind, String session, long elapsed, String contentHash) {
        return mac(
                secret, List.of("bzt/qr/v1", kind, session, Long.toString(elapsed), contentHash));
    }

    /// Lets a page see this session's QR and nothing else; made from the secret, so kept nowhere.
    public static String viewToken(byte[] secret, String session) {
        return mac(secret, List.of("bzt/view/v1", session));
    }

    /// What the phone's browser brings back after a link: whoever returns without it did not come
    /// from the phone that approved.
    public static String returnValue(byte[] secret, String session) {
        return mac(secret, List.of("bzt/return/v1", session));
    }

    /// `<base>?i=<session>&t=<elapsed>&a=<auth>`.
    public static String text(String base, String session, long elapsed, String auth) {
        return base + "?i=" + session + "&t=" + elapsed + "&a=" + auth;
    }

    private static String mac(byte[] secret, List<String> fields) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sm3.hmac(secret, Framed.of("", fields)))
                .substring(0, LENGTH);
    }
}
