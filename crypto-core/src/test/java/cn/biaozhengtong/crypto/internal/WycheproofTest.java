package cn.biaozhengtong.crypto.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.Vectors;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Item 19: the values of the Wycheproof project (C2SP/wycheproof, testvectors_v1,
/// hmac_sm3_test.json and sm4_gcm_test.json, Apache-2.0), by whichever SM4-GCM is chosen.
class WycheproofTest {
    private final JsonNode all = Vectors.load("wycheproof-sm.json");

    @Test
    void item19_hmacSm3_isWycheproofs() {
        int judged = 0;
        for (JsonNode it : all.path("hmac_sm3")) {
            byte[] mac = Sm3.hmac(Vectors.hex(it.path("key")), Vectors.hex(it.path("msg")));
            byte[] cut = Arrays.copyOf(mac, it.path("tag_bits").asInt() / 8);
            assertThat(Arrays.equals(cut, Vectors.hex(it.path("tag"))))
                    .as(it.toString())
                    .isEqualTo(it.path("valid").asBoolean());
            judged++;
        }
        assertThat(judged).isEqualTo(174);
    }

    /// Ours takes nonces of 96 bits and no other, as RFC 8998 does; the rest is refused.
    @Test
    void item19_sm4Gcm_isWycheproofs() {
        int judged = 0;
        int refused = 0;
        for (JsonNode it : all.path("sm4_gcm")) {
            byte[] key = Vectors.hex(it.path("key"));
            byte[] nonce = Vectors.hex(it.path("iv"));
            byte[] associated = Vectors.hex(it.path("aad"));
            byte[] plain = Vectors.hex(it.path("msg"));
            byte[] sealed = Vectors.hex(it.path("ct"));
            int length = sealed.length;
            sealed = Arrays.copyOf(sealed, length + Sm4Gcm.TAG);
            System.arraycopy(Vectors.hex(it.path("tag")), 0, sealed, length, Sm4Gcm.TAG);
            if (nonce.length != Sm4Gcm.NONCE) {
                byte[] whole = sealed;
                assertThatThrownBy(() -> seal(key, nonce, associated, plain))
                        .isInstanceOf(CryptoException.class);
                assertThatThrownBy(() -> open(key, nonce, associated, whole))
                        .isInstanceOf(CryptoException.class);
                refused++;
            } else if (it.path("valid").asBoolean()) {
                assertThat(seal(key, nonce, associated, plain)).as(it.toString()).isEqualTo(sealed);
                assertThat(open(key, nonce, associated, sealed)).isEqualTo(plain);
                judged++;
            } else {
                byte[] whole = sealed;
                assertThatThrownBy(() -> open(key, nonce, associated, whole))
                        .as(it.toString())
                        .isInstanceOf(CryptoException.class);
                judged++;
            }
        }
        assertThat(judged).isEqualTo(65);
        assertThat(refused).isEqualTo(39);
    }

    @Test
    void item18_associatedDataOfEveryLength_isBouncyCastles() throws InvalidCipherTextException {
        Random random = new Random(18);
        byte[] key = bytes(random, 16);
        try (Sm4Gcm cipher = Sm4GcmChoice.create(key)) {
            for (int length = 0; length < 400; length++) {
                byte[] nonce = bytes(random, Sm4Gcm.NONCE);
                byte[] associated = bytes(random, length < 390 ? length : length * 100);
                byte[] plain = bytes(random, 33);
                assertThat(seal(cipher, nonce, associated, plain))
                        .as("%d", length)
                        .isEqualTo(castle(key, nonce, associated, plain));
            }
        }
    }

    private static byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plain) {
        try (Sm4Gcm cipher = Sm4GcmChoice.create(key)) {
            return seal(cipher, nonce, associated, plain);
        }
    }

    private static byte[] seal(Sm4Gcm cipher, byte[] nonce, byte[] associated, byte[] plain) {
        ByteBuffer out = ByteBuffer.allocateDirect(plain.length + Sm4Gcm.TAG);
        cipher.seal(nonce, associated, direct(plain), out);
        return taken(out);
    }

    private static byte[] open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) {
        try (Sm4Gcm cipher = Sm4GcmChoice.create(key)) {
            ByteBuffer out = ByteBuffer.allocateDirect(sealed.length);
            cipher.open(nonce, associated, direct(sealed), out);
            return taken(out);
        }
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private static byte[] taken(ByteBuffer out) {
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private static byte[] castle(byte[] key, byte[] nonce, byte[] associated, byte[] plain)
            throws InvalidCipherTextException {
        GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
        cipher.init(true, new AEADParameters(new KeyParameter(key), 128, nonce, associated));
        byte[] out = new byte[cipher.getOutputSize(plain.length)];
        cipher.doFinal(out, cipher.processBytes(plain, 0, plain.length, out, 0));
        return out;
    }

    private static byte[] bytes(Random random, int length) {
        byte[] out = new byte[length];
        random.nextBytes(out);
        return out;
    }
}
