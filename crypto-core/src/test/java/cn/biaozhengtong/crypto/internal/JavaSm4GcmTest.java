package cn.biaozhengtong.crypto.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

/// Our SM4 and GCM beside BouncyCastle's, and the printed values.
class JavaSm4GcmTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void block_ofGmt0002_isAsPrinted() {
        byte[] key = HEX.parseHex("0123456789abcdeffedcba9876543210");
        Sm4Counter cipher = new Sm4Counter(key);
        assertThat(HEX.formatHex(cipher.block(key))).isEqualTo("681edf34d206965e86b3e94f536e4246");
        byte[] many = key;
        for (int i = 0; i < 1_000_000; i++) {
            many = cipher.block(many);
        }
        assertThat(HEX.formatHex(many)).isEqualTo("595298c7c6fd271f0402f804c33d3f66");
    }

    @Test
    void gcm_ofRfc8998_isAsPrinted() {
        byte[] key = HEX.parseHex("0123456789abcdeffedcba9876543210");
        byte[] nonce = HEX.parseHex("00001234567800000000abcd");
        byte[] associated = HEX.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        byte[] plain =
                HEX.parseHex(
                        "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                                + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa");
        assertThat(HEX.formatHex(seal(key, nonce, associated, plain)))
                .isEqualTo(
                        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
                                + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
                                + "83de3541e4c2b58177e065a9bf7b62ec");
    }

    @Test
    void gcm_ofEveryLength_isBouncyCastles() throws InvalidCipherTextException {
        Random random = new Random(1);
        for (int i = 0; i < 3000; i++) {
            byte[] key = bytes(random, 16);
            byte[] nonce = bytes(random, 12);
            byte[] associated = bytes(random, i % 50);
            byte[] plain = bytes(random, i < 300 ? i : random.nextInt(5000));
            byte[] sealed = seal(key, nonce, associated, plain);
            assertThat(sealed).isEqualTo(castle(key, nonce, associated, plain));
            try (JavaSm4Gcm cipher = new JavaSm4Gcm(key)) {
                ByteBuffer out = ByteBuffer.allocate(plain.length);
                cipher.open(nonce, associated, ByteBuffer.wrap(sealed), out);
                assertThat(out.array()).isEqualTo(plain);
                sealed[random.nextInt(sealed.length)] ^= (byte) (1 << random.nextInt(8));
                ByteBuffer nothing = ByteBuffer.allocate(plain.length);
                assertThatThrownBy(() ->
                                cipher.open(nonce, associated, ByteBuffer.wrap(sealed), nothing))
                        .isInstanceOf(CryptoException.class);
                assertThat(nothing.position()).isZero();
            }
        }
    }

    private static byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plain) {
        try (JavaSm4Gcm cipher = new JavaSm4Gcm(key)) {
            ByteBuffer out = ByteBuffer.allocate(plain.length + Sm4Gcm.TAG);
            cipher.seal(nonce, associated, ByteBuffer.wrap(plain), out);
            return out.array();
        }
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
