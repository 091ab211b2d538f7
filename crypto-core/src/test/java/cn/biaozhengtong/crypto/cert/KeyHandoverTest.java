package cn.biaozhengtong.crypto.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.danger.RawSm2Key;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// SM2EnvelopedKey of GM/T 0009 inside CSRResponse of GM/T 0092.
class KeyHandoverTest {
    private final TestAuthority ca = new TestAuthority();
    private final Sm2KeyPair signing = Sm2KeyPair.generate();
    private final Sm2KeyPair encryption = Sm2KeyPair.generate();
    private final byte[] sealed = EnvelopedKey.seal(encryption, signing.publicKey());

    @Test
    void envelopedKey_opensForTheSigningKeyOnly() {
        assertThat(RawSm2Key.secretOf(EnvelopedKey.open(sealed, signing)))
                .isEqualTo(RawSm2Key.secretOf(encryption));
        assertThatThrownBy(() -> EnvelopedKey.open(sealed, encryption))
                .isInstanceOf(CryptoException.class);
        // Twice the same number looks different.
        assertThat(EnvelopedKey.seal(encryption, signing.publicKey())).isNotEqualTo(sealed);
    }

    @Test
    void envelopedKey_anyFlippedBit_isRefused() {
        for (int i = 0; i < sealed.length * 8; i++) {
            byte[] bad = sealed.clone();
            bad[i / 8] ^= (byte) (1 << i % 8);
            boolean algorithmsName = i / 8 >= 2 && i / 8 < 15;
            if (!algorithmsName) {
                assertThatThrownBy(() -> EnvelopedKey.open(bad, signing))
                        .as("bit " + bad)
                        .isInstanceOf(CryptoException.class);
            }
        }
    }

    @Test
    void response_roundTrips_andHalfAnswersAreRefused() {
        Certificate one = ca.subscriber(signing.publicKey(), CertificateProfile.subscriber_signing);
        Certificate two =
                ca.subscriber(encryption.publicKey(), CertificateProfile.subscriber_encryption);
        byte[] der =
                CertificateResponse.of(List.of(one), List.of(two), Optional.of(sealed)).encoded();
        CertificateResponse parsed = CertificateResponse.parse(der);
        assertThat(parsed.signingCertificates()).containsExactly(one);
        assertThat(parsed.encryptionCertificates()).containsExactly(two);
        assertThat(parsed.envelopedKey())
                .hasValueSatisfying(it -> assertThat(it).isEqualTo(sealed));
        assertThat(parsed.encoded()).isEqualTo(der);
        byte[] single = CertificateResponse.of(List.of(one), List.of(), Optional.empty()).encoded();
        assertThat(CertificateResponse.parse(single).envelopedKey()).isEmpty();
        assertThatThrownBy(
                        () -> CertificateResponse.of(List.of(one), List.of(two), Optional.empty()))
                .isInstanceOf(CryptoException.class);
        for (int length = 0; length < der.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(der, length);
            assertThatThrownBy(() -> CertificateResponse.parse(cut))
                    .isInstanceOf(CryptoException.class);
        }
    }
}
