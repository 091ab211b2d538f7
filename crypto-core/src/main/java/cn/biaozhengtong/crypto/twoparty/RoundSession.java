package cn.biaozhengtong.crypto.twoparty;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// What a round is for: device and server bind the nonces' commitments to it (§3 step 1), so that
/// an answer made for one purpose serves no other. `deploy/docs/two-party.md` lists the same forms.
///
/// @param text as it is hashed, in UTF-8
public record RoundSession(String text) {
    /// @param id of the order or the recovery
    public static RoundSession download(UUID id) {
        return new RoundSession("download:" + id);
    }

    /// @param serial of the signing certificate, hexadecimal
    public static RoundSession revocation(String serial) {
        return new RoundSession("revoke:" + serial);
    }

    /// Of a recovery, by a device that holds the key.
    public static RoundSession veto(UUID recovery) {
        return new RoundSession("veto:" + recovery);
    }

    /// @param session id of a scan session, or what another feature calls its act
    public static RoundSession scan(String session) {
        return new RoundSession("scan:" + session);
    }

    public static RoundSession decryption(String session) {
        return new RoundSession("decrypt:" + session);
    }

    /// A decryption of the server's own probe.
    public static RoundSession selfTest(String serial) {
        return decryption("self-test:" + serial);
    }

    public static RoundSession pinChange(String serial) {
        return new RoundSession("pin-change:" + serial);
    }

    public static RoundSession pinConfirmation(String serial) {
        return new RoundSession("pin-confirm:" + serial);
    }

    public byte[] toBytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
