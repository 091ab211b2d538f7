package cn.biaozhengtong.caorder.cosigning;

import cn.biaozhengtong.crypto.Aead;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Seals server nonces under a key that lives in this process only: a restart, a second instance or
/// a restored backup cannot open them, so no nonce is ever used twice.
@Component
class ProcessKey {
    private final UUID process = UUID.randomUUID();
    private final Aead aead = Aead.of(SecretBytes.random(Aead.KEY_LENGTH));

    UUID process() {
        return process;
    }

    /// What a nonce is for; all of it is associated data, so a nonce serves nothing else, whatever
    /// somebody writes into the database.
    ///
    /// @param digest `e` of the message, hexadecimal
    /// @param commitment the device's, hexadecimal
    record Place(RoundId round, int item, KeyId key, String digest, String commitment) {
        private byte[] associated() {
            String place =
                    String.join(
                            ":",
                            round.toString(),
                            Integer.toString(item),
                            key.toString(),
                            digest,
                            commitment);
            return place.getBytes(StandardCharsets.US_ASCII);
        }
    }

    String seal(Scalar nonce, Place place) {
        return Base64.getEncoder().encodeToString(aead.seal(nonce.encoded(), place.associated()));
    }

    /// @throws cn.biaozhengtong.crypto.CryptoException when it was sealed for another place, or by
    ///   another process
    Scalar open(String sealed, Place place) {
        return Scalar.parse(aead.open(Base64.getDecoder().decode(sealed), place.associated()));
    }
}
