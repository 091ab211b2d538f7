package cn.biaozhengtong.caorder.escrow;

import cn.biaozhengtong.caorder.authority.AuthorityKeys;
import cn.biaozhengtong.crypto.Aead;
import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.cert.KeyEncryptionKey;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.Token;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Keeps whole private keys, sealed: SM4-GCM under a data key of its own each, which is wrapped by
/// the KMC's key-encryption key. Both are bound to the certificate's issuer and serial number.
///
/// The key-encryption key is `kmc-escrow.p12` of the ceremony (SM2), or, with `bzt.kmc.library`, an
/// AES key in a PKCS#11 token. Stored form: `k1.` and the wrapped data key, a full stop, the sealed
/// key; each in Base64.
@Component
@EnableConfigurationProperties(Escrow.Properties.class)
class Escrow {
    private static final Pattern FORM =
            Pattern.compile("k1\\.([A-Za-z0-9+/=]+)\\.([A-Za-z0-9+/=]+)");

    private final KeptKeys kept;
    private final KeyEncryptionKey wrapping;

    Escrow(AuthorityKeys keys, KeptKeys kept, Properties properties) {
        this.kept = kept;
        Path library = properties.library();
        this.wrapping =
                library == null || library.toString().isEmpty()
                        ? KeyEncryptionKey.of(keys.load("kmc-escrow").key())
                        : Token.open(library, properties.slot(), properties.pin().toCharArray())
                                .wrapping(properties.key());
    }

    /// @param library of PKCS#11; empty: the key is a file of the ceremony
    /// @param slot of the token, as its tool lists it
    /// @param key its name there
    @ConfigurationProperties("bzt.kmc")
    record Properties(@Nullable Path library, long slot, String pin, String key) {}

    /// Whose key it is.
    ///
    /// @param issuerHash as `Certificate.issuerHash`
    record Place(String issuerHash, SerialNumber serial) {
        private byte[] bytes() {
            return SignedContext.hashOf(List.of("bzt/escrow/v1", issuerHash, serial.hex()))
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    /// Kept when this returns, whatever becomes of the caller's transaction; a second time changes
    /// nothing.
    ///
    /// @throws IllegalStateException when another key is kept there: two certificates of one issuer
    ///   would have the same serial number
    void keep(byte[] secret, Place place) {
        Optional<String> before = kept.find(place);
        if (before.isEmpty()) {
            kept.add(place, seal(secret, place));
        } else if (!MessageDigest.isEqual(open(before.get(), place), secret)) {
            throw new IllegalStateException("another key is in escrow as " + place);
        }
    }

    /// @throws cn.biaozhengtong.crypto.CryptoException when it is not what was kept there
    byte[] open(Place place) {
        return open(
                kept.find(place)
                        .orElseThrow(() -> new IllegalStateException("no such key in escrow")),
                place);
    }

    private String seal(byte[] secret, Place place) {
        try (SecretBytes key = SecretBytes.random(Aead.KEY_LENGTH)) {
            byte[] wrapped = wrapping.wrap(key, place.bytes());
            byte[] sealed = Aead.of(key).seal(secret, place.bytes());
            Base64.Encoder base64 = Base64.getEncoder();
            return "k1." + base64.encodeToString(wrapped) + "." + base64.encodeToString(sealed);
        }
    }

    private byte[] open(String stored, Place place) {
        Matcher form = FORM.matcher(stored);
        if (!form.matches()) {
            throw new IllegalStateException("not sealed by the key management centre");
        }
        Base64.Decoder base64 = Base64.getDecoder();
        try (SecretBytes key = wrapping.unwrap(base64.decode(form.group(1)), place.bytes())) {
            return Aead.of(key).open(base64.decode(form.group(2)), place.bytes());
        }
    }
}
