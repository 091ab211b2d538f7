package cn.biaozhengtong.kit.device;

import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.kit.data.FieldCipher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Nonces that name their end and are authenticated, for one key: any replica knows those of the
/// others, and nothing is stored before one is used.
///
/// Form: milliseconds since 1970 of its end, 16 random bytes in base64url, and 64 hexadecimal
/// characters of a MAC over both and the key's thumbprint; with full stops between.
class ProofNonces {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,15})\\.([A-Za-z0-9_-]{22})\\.([0-9a-f]{64})");

    private final FieldCipher cipher;
    private final Clock clock;

    ProofNonces(FieldCipher cipher, Clock clock) {
        this.cipher = cipher;
        this.clock = clock;
    }

    String next(DeviceKey key) {
        String end = String.valueOf(clock.instant().plus(LIFE).toEpochMilli());
        String random =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(SecretBytes.random(16).expose());
        return end + "." + random + "." + mac(key, end, random);
    }

    /// @return what makes it unique, when it is ours, of this key, and not over
    Optional<String> unique(DeviceKey key, String nonce) {
        Matcher parts = FORM.matcher(nonce);
        boolean good =
                parts.matches()
                        && MessageDigest.isEqual(
                                bytes(mac(key, parts.group(1), parts.group(2))),
                                bytes(parts.group(3)))
                        && clock.instant()
                                .isBefore(Instant.ofEpochMilli(Long.parseLong(parts.group(1))));
        return good ? Optional.of(parts.group(2)) : Optional.empty();
    }

    private String mac(DeviceKey key, String end, String random) {
        return cipher.blindIndex("device-nonce", key.thumbprint() + "." + end + "." + random);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
