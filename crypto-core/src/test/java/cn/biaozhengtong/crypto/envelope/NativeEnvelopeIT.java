package cn.biaozhengtong.crypto.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.internal.Sm4GcmChoice;
import org.junit.jupiter.api.Test;

/// The same, from the jar, where Java 22 and later find libgcrypt.
class NativeEnvelopeIT extends EnvelopeTest {
    @Test
    void libgcrypt_isWhatWorks() {
        assertThat(Sm4GcmChoice.name()).startsWith("libgcrypt 1.");
    }
}
