package cn.biaozhengtong.seal.invitation;

import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.Sm3;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What opens an invitation: 256 random bits, so that nobody guesses one. It is in the link and
/// nowhere else; we keep its hash.
public record InvitationToken(String value) {
    private static final int BYTES = 32;

    static InvitationToken random() {
        return new InvitationToken(
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(SecretBytes.random(BYTES).expose()));
    }

    /// What the administrator passes on, or shows as a QR code.
    String link() {
        return "bzt://signature-invitations/" + value;
    }

    /// `SM3`, 64 hexadecimal characters.
    String hash() {
        return Sm3.hex(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "InvitationToken";
    }
}
