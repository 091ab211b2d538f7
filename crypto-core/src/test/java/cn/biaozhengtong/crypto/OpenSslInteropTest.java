package cn.biaozhengtong.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.danger.RawSm2Key;
import cn.biaozhengtong.crypto.internal.Sm4Cbc;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SM2, SM3 and SM4 by OpenSSL's own commands: each reads what the other made.
class OpenSslInteropTest {
    private static final String ID = " -pkeyopt distid:1234567812345678";
    private static final int CASES = 10;

    private final Random random = new Random(3);
    private final Sm2KeyPair key = Sm2KeyPair.generate();

    @TempDir private Path folder;

    @BeforeEach
    void keys() throws IOException {
        ECPrivateKey secret =
                new ECPrivateKey(
                        256,
                        RawSm2Key.secretOf(key).value(),
                        new DERBitString(key.publicKey().point().encoded()),
                        SmAlgorithms.SM2_CURVE);
        write(
                "key",
                new PrivateKeyInfo(
                                new AlgorithmIdentifier(
                                        X9ObjectIdentifiers.id_ecPublicKey, SmAlgorithms.SM2_CURVE),
                                secret)
                        .getEncoded("DER"));
        write("pub", key.publicKey().info());
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    private byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    private String openssl(String line) throws IOException {
        return OpenSsl.run(folder, line.split(" "));
    }

    private byte[] message() {
        byte[] out = new byte[1 + random.nextInt(300)];
        random.nextBytes(out);
        return out;
    }

    @Test
    void signatures_bothWays() throws IOException {
        for (int i = 0; i < CASES; i++) {
            byte[] message = message();
            write("message", message);
            openssl(
                    "pkeyutl -sign -keyform DER -inkey key -rawin -digest sm3 -in message -out sig"
                            + ID);
            key.publicKey().verify(message, read("sig"));
            write("sig", key.sign(message));
            openssl(
                    "pkeyutl -verify -pubin -keyform DER -inkey pub -rawin -digest sm3 -in message"
                            + " -sigfile sig"
                            + ID);
        }
    }

    @Test
    void ciphertexts_bothWays() throws IOException {
        for (int i = 0; i < CASES; i++) {
            byte[] message = message();
            write("message", message);
            openssl("pkeyutl -encrypt -pubin -keyform DER -inkey pub -in message -out sealed");
            assertThat(key.decrypt(read("sealed"))).isEqualTo(message);
            write("sealed", key.publicKey().encrypt(message));
            openssl("pkeyutl -decrypt -keyform DER -inkey key -in sealed -out opened");
            assertThat(read("opened")).isEqualTo(message);
        }
    }

    @Test
    void digestAndCbc_areTheSame() throws IOException {
        byte[] secret = new byte[Sm4Cbc.BLOCK];
        byte[] iv = new byte[Sm4Cbc.BLOCK];
        for (int i = 0; i < CASES; i++) {
            byte[] message = message();
            random.nextBytes(secret);
            random.nextBytes(iv);
            write("message", message);
            assertThat(openssl("dgst -sm3 -r message")).startsWith(Sm3.hex(message));
            ByteArrayOutputStream ours = new ByteArrayOutputStream();
            Sm4Cbc.encrypt(secret, iv, new ByteArrayInputStream(message), ours);
            openssl(
                    "enc -sm4-cbc -K "
                            + HexFormat.of().formatHex(secret)
                            + " -iv "
                            + HexFormat.of().formatHex(iv)
                            + " -in message -out sealed");
            assertThat(read("sealed")).isEqualTo(ours.toByteArray());
        }
    }
}
