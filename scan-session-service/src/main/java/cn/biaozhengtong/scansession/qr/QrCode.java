package cn.biaozhengtong.scansession.qr;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.session.SessionQr;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionProblem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// What the QR says: `<base>/s?i=<session>&t=<elapsed seconds>&a=<auth>`, new every second
/// ([SessionQr]).
public record QrCode(SessionId session, long elapsed, String auth) {
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when this is no QR of ours
    public static QrCode parse(String text) {
        try {
            SessionQr.Shown shown = SessionQr.parse(text);
            return new QrCode(new SessionId(shown.session()), shown.elapsed(), shown.auth());
        } catch (CryptoException e) {
            throw SessionProblem.qr_invalid.exception();
        }
    }

    public boolean isFrom(byte[] secret, String kind, String contentHash) {
        return MessageDigest.isEqual(
                SessionQr.auth(secret, kind, session.toString(), elapsed, contentHash)
                        .getBytes(StandardCharsets.US_ASCII),
                auth.getBytes(StandardCharsets.US_ASCII));
    }
}
