package cn.biaozhengtong.caorder.cosigning;

import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.data.SealedFields;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Seals server shares (`d2`, `P1`, `db`, what refreshes them) under a key of their own: who has
/// the key of personal data has no share, and the other way round.
public final class ShareCipher {
    private final FieldCipher cipher;

    private ShareCipher(FieldCipher cipher) {
        this.cipher = cipher;
    }

    public String sealBytes(byte[] plain, String place) {
        return cipher.sealBytes(plain, place);
    }

    /// @throws cn.biaozhengtong.crypto.CryptoException when one bit, or the place, is different
    public byte[] openBytes(String sealed, String place) {
        return cipher.openBytes(sealed, place);
    }

    @Configuration(proxyBeanMethods = false)
    static class Keys {
        @Bean
        ShareCipher shareCipher(@Value("${bzt.secrets.share-key-file}") Path file)
                throws IOException {
            return new ShareCipher(FieldCipher.of(file));
        }

        /// So that a rotation of this key reaches every share.
        @Bean
        SealedFields sealedShares(ShareCipher shares) {
            return new SealedFields(shares.cipher, "bzt.sealed-shares");
        }
    }
}
