package cn.biaozhengtong.caorder.authority;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The key stores that the ceremony left for this service; the root's key is not among them.
@Component
public class AuthorityKeys {
    private final Path folder;
    private final char[] password;

    /// Opening a file takes a good part of a second, on purpose; so each is opened once.
    private final Map<String, KeyStoreFile.Entry> opened = new ConcurrentHashMap<>();

    AuthorityKeys(
            @Value("${bzt.authority.folder}") Path folder,
            @Value("${bzt.authority.password}") String password) {
        this.folder = folder;
        this.password = password.toCharArray();
    }

    /// `issuing`, `ocsp`, `tsa`, `kmc`, `kmc-signing` or `sandbox-cashier`.
    public KeyStoreFile.Entry load(String name) {
        return opened.computeIfAbsent(
                name, it -> KeyStoreFile.load(folder.resolve(it + ".p12"), password));
    }

    /// Whether the key store lies here: in a larger house some lie with the services that use them.
    public boolean has(String name) {
        return Files.exists(folder.resolve(name + ".p12"));
    }

    public Certificate root() {
        return load("issuing").chain().getLast();
    }

    public ChainVerifier verifier() {
        return ChainVerifier.trusting(root());
    }
}
