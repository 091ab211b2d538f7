package cn.biaozhengtong.crypto;

import static cn.biaozhengtong.crypto.Vectors.hex;
import static cn.biaozhengtong.crypto.Vectors.scalar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.danger.RawSm2Key;
import cn.biaozhengtong.crypto.internal.Sm2Group;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.math.BigInteger;
import java.util.HexFormat;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The printed examples of GM/T 0002, 0003 and 0004.
class StandardVectorsTest {
    private static final JsonNode VECTORS = Vectors.load("standard-sm.json");

    @Test
    void sm3_printedMessages_printedDigests() {
        VECTORS.get("sm3")
                .properties()
                .forEach(entry ->
                        assertThat(Sm3.hex(HexFormat.of().parseHex(entry.getKey())))
                                .isEqualToIgnoringCase(entry.getValue().asString()));
    }

    @Test
    void curve_parameters_areThePrintedOnes() {
        JsonNode curve = VECTORS.get("curve");
        assertThat(Sm2Group.N).isEqualTo(new BigInteger(1, hex(curve.get("n"))));
        assertThat(Point.of(Sm2Group.G))
                .isEqualTo(Vectors.point(curve.get("Gx").asString(), curve.get("Gy").asString()));
    }

    @Test
    void sm2Sign_printedExample_verifies() {
        JsonNode v = VECTORS.get("sm2_sign");
        Sm2KeyPair key = RawSm2Key.of(scalar(v.get("d")));
        assertThat(key.publicKey().point())
                .isEqualTo(Vectors.point(v.get("Px").asString(), v.get("Py").asString()));
        assertThat(Sm2Group.z(key.publicKey().point().value())).isEqualTo(hex(v.get("Z")));
        byte[] message = hex(v.get("message"));
        assertThat(key.publicKey().digestToSign(message))
                .isEqualTo(new BigInteger(1, hex(v.get("e"))));
        byte[] signature =
                SmAlgorithms.signatureDer(
                        new BigInteger(1, hex(v.get("r"))), new BigInteger(1, hex(v.get("s"))));
        key.publicKey().verify(message, signature);
        message[0] ^= 1;
        assertThatThrownBy(() -> key.publicKey().verify(message, signature))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void sm2Decrypt_printedExampleWithC1Beginning04_opens() {
        JsonNode v = VECTORS.get("sm2_encrypt");
        String raw =
                "04"
                        + v.get("C1x").asString()
                        + v.get("C1y").asString()
                        + v.get("C3").asString()
                        + v.get("C2").asString();
        byte[] der = SmAlgorithms.ciphertextToDer(HexFormat.of().parseHex(raw));
        Sm2KeyPair key = RawSm2Key.of(scalar(VECTORS.get("sm2_sign").get("d")));
        assertThat(key.decrypt(der)).isEqualTo(hex(v.get("message")));
    }

    @Test
    void sm4_printedExample_encryptsAndAMillionTimes() {
        JsonNode v = VECTORS.get("sm4");
        SM4Engine engine = new SM4Engine();
        engine.init(true, new KeyParameter(hex(v.get("key"))));
        byte[] block = hex(v.get("plaintext"));
        engine.processBlock(block, 0, block, 0);
        assertThat(block).isEqualTo(hex(v.get("ciphertext")));
        for (int i = 1; i < 1_000_000; i++) {
            engine.processBlock(block, 0, block, 0);
        }
        assertThat(block).isEqualTo(hex(v.get("after_1000000")));
    }

    @Test
    void sm2_manyKeysAndMessages_signEncryptAndReadBack() {
        java.util.Random random = new java.util.Random(20261101);
        for (int i = 0; i < 2_000; i++) {
            Sm2KeyPair key = Sm2KeyPair.generate();
            byte[] message = new byte[1 + random.nextInt(80)];
            random.nextBytes(message);
            key.sign(message);
            byte[] opened = key.decrypt(key.publicKey().encrypt(message));
            assertThat(opened).as("case %d", i).isEqualTo(message);
        }
    }
}
