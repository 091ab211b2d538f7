package cn.biaozhengtong.caorder.authority;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The key stores that the ceremony left for this service; the root's key is not among them.
@Component
public class AuthorityKeys {
    /// What lines of the transcript the root signed.
    private static final Set<String> OF_THE_ROOT =
            Set.of(
                    CertificateProfile.root.name(),
                    CertificateProfile.issuing_ca.name(),
                    "root_list");

    private final Path folder;
    private final char[] password;
    private final Set<SerialNumber> ceremony;

    /// Opening a file takes a good part of a second, on purpose; so each is opened once.
    private final Map<String, KeyStoreFile.Entry> opened = new ConcurrentHashMap<>();

    AuthorityKeys(
            @Value("${bzt.authority.folder}") Path folder,
            @Value("${bzt.authority.password}") String password) {
        this.folder = folder;
        this.password = password.toCharArray();
        this.ceremony = servers(folder);
    }

    /// `issuing`, `ocsp`, `tsa`, `kmc`, `kmc-signing` or `sandbox-cashier`.
    public KeyStoreFile.Entry load(String name) {
        return opened.computeIfAbsent(
                name, it -> KeyStoreFile.load(folder.resolve(it + ".p12"), password));
    }

    /// Whether the issuing CA made it at the ceremony, for one of the servers, as the transcript
    /// says.
    boolean isOfTheCeremony(SerialNumber serial) {
        return ceremony.contains(serial);
    }

    /// Lines are `time profile serial hash`.
    private static Set<SerialNumber> servers(Path folder) {
        try (Stream<String> lines = Files.lines(folder.resolve("transcript.txt"))) {
            return lines.map(it -> it.split(" ", -1))
                    .filter(it -> !OF_THE_ROOT.contains(it[1]))
                    .map(it -> new SerialNumber(it[2]))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Certificate root() {
        return load("issuing").chain().getLast();
    }

    public ChainVerifier verifier() {
        return ChainVerifier.trusting(root());
    }
}
