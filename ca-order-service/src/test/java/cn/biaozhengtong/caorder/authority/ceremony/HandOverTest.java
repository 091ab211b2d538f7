package cn.biaozhengtong.caorder.authority.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.TestCeremony;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who signs webhooks need not know what opens the authority's keys.
class HandOverTest {
    @TempDir private Path folder;

    @Test
    void item20_webhooksKey_opensWithItsOwnPassword_andNotWithTheCeremonys() {
        Path key = TestCeremony.online().resolve("webhook.p12");
        Path copy = folder.resolve("webhook.p12");
        HandOverCommand.copy(key, "test-password", copy, "of-webhooks-alone");
        KeyStoreFile.Entry handed = KeyStoreFile.load(copy, "of-webhooks-alone".toCharArray());
        KeyStoreFile.Entry kept = KeyStoreFile.load(key, "test-password".toCharArray());
        assertThat(handed.certificate().pem()).isEqualTo(kept.certificate().pem());
        assertThat(handed.key().publicKey().info()).isEqualTo(kept.key().publicKey().info());
        assertThatThrownBy(() -> KeyStoreFile.load(copy, "test-password".toCharArray()))
                .isInstanceOf(CryptoException.class);
    }
}
