package cn.biaozhengtong.crypto.session;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.internal.Framed;
import java.util.Base64;
import java.util.List;

/// `bzt/qr/v1`: what proves that a QR was made with a session's secret, in this second.
public final class SessionQr {
    /// Length of [#auth] in characters.
    public static final int LENGTH = 22;

    private SessionQr() {}

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
