package cn.biaozhengtong.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AeadTest {
    private final Aead aead = Aead.of(SecretBytes.random(Aead.KEY_LENGTH));
    private final byte[] plain = "身份证号".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private final byte[] row = {1, 2, 3};

    @Test
    void seal_thenOpen_givesThePlaintext() {
        assertThat(aead.open(aead.seal(plain, row), row)).isEqualTo(plain);
    }

    @Test
    void open_everyFlippedByte_isRefused() {
        byte[] sealed = aead.seal(plain, row);
        for (int i = 0; i < sealed.length; i++) {
            byte[] bad = sealed.clone();
            bad[i] ^= 1;
            assertThatThrownBy(() -> aead.open(bad, row)).isInstanceOf(CryptoException.class);
        }
    }

    @Test
    void open_otherAssociatedData_isRefused() {
        byte[] sealed = aead.seal(plain, row);
        assertThatThrownBy(() -> aead.open(sealed, new byte[] {1, 2, 4}))
                .isInstanceOf(CryptoException.class)
                .hasMessage(CryptoException.OUTWARD);
    }
}
