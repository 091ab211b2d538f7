package cn.biaozhengtong.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesTest {
    private static final String PASSWORD = "0123456789abcdef";

    @Test
    void of_aNewFolder_makesPairsOfOneAuthority_andKeepsThem(@TempDir Path folder)
            throws Exception {
        TlsFiles made = TlsFiles.of(folder.resolve("tls"), PASSWORD);
        assertThat(Files.readString(made.authority())).startsWith("-----BEGIN CERTIFICATE-----");
        X509Certificate platform = first(made.platform(), "platform");
        assertThat(platform.getSubjectX500Principal())
                .isEqualTo(new X500Principal("CN=platform-server,O=示范平台,C=CN"));
        assertThat(platform.getIssuerX500Principal())
                .isEqualTo(first(made.server(), "keycloak").getIssuerX500Principal());
        TlsFiles again = TlsFiles.of(folder.resolve("tls"), PASSWORD);
        assertThat(first(again.platform(), "platform")).isEqualTo(platform);
    }

    private static X509Certificate first(Path store, String alias) throws Exception {
        KeyStore opened = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        assertThat(opened.size()).isOne();
        return (X509Certificate) opened.getCertificate(alias);
    }
}
