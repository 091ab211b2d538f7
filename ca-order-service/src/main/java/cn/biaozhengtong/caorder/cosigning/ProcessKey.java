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

    String seal(Scalar nonce, UUID round, int item) {
        return Base64.getEncoder().encodeToString(aead.seal(nonce.encoded(), place(round, item)));
    }

    Scalar open(String sealed, UUID round, int item) {
        return Scalar.parse(aead.open(Base64.getDecoder().decode(sealed), place(round, item)));
    }

    private static byte[] place(UUID round, int item) {
        return (round + ":" + item).getBytes(StandardCharsets.US_ASCII);
    }
}
