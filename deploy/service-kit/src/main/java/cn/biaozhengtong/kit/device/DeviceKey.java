package cn.biaozhengtong.kit.device;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;

/// A device, by the public key that was made on it; a controller without a token takes it as a
/// parameter, and has it only when the request was proved by that key.
///
/// @param thumbprint of the P-256 key, SHA-256 in base64url without padding (RFC 7638)
public record DeviceKey(String thumbprint) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    public DeviceKey {
        if (!FORM.matcher(thumbprint).matches()) {
            throw new IllegalArgumentException("not a thumbprint");
        }
    }

    /// The device's id: the first 122 bits of its thumbprint as a UUID of version 8. So nobody can
    /// claim another's, and another key is another device.
    public UUID id() {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(thumbprint));
        long high = bytes.getLong() & ~0xf000L | VERSION_8;
        long low = bytes.getLong() & 0x3fff_ffff_ffff_ffffL | VARIANT;
        return new UUID(high, low);
    }
}
