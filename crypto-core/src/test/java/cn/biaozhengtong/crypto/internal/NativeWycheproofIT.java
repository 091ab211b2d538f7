package cn.biaozhengtong.crypto.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The same, from the jar, where Java 22 and later find libgcrypt.
class NativeWycheproofIT extends WycheproofTest {
    @Test
    void libgcrypt_isWhatWorks() {
        assertThat(Sm4GcmChoice.name()).startsWith("libgcrypt 1.");
    }
}
