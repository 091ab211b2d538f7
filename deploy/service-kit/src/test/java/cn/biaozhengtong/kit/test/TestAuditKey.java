package cn.biaozhengtong.kit.test;

import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.cert.PublicationPoints;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A key for checkpoints of a service's audit log, under a root of its own, and an empty folder.
public final class TestAuditKey {
    private static final String PASSWORD = "audit-password";
    private static final PublicationPoints POINTS =
            new PublicationPoints("http://x/crl", "http://x/ocsp", "http://x/ca");

    private TestAuditKey() {}

    /// Properties that give a service a key that the root knows as that of `named`.
    public static Map<String, Object> properties(String named) {
        Path folder = TestFolder.named("audit");
        Path file = folder.resolve("audit.p12");
        KeyStoreFile.save(file, entry(named, CertificateProfile.audit), PASSWORD.toCharArray());
        return Map.of(
                "bzt.audit.key-file",
                file.toString(),
                "bzt.audit.password",
                PASSWORD,
                "bzt.audit.folder",
                folder.resolve("checkpoints").toString());
    }

    /// The entry that [#properties] made.
    public static KeyStoreFile.Entry of(Path keyFile) {
        return KeyStoreFile.load(keyFile, PASSWORD.toCharArray());
    }

    public static KeyStoreFile.Entry entry(String named, CertificateProfile profile) {
        Sm2KeyPair rootKey = Sm2KeyPair.generate();
        DistinguishedName rootName = DistinguishedName.of("测试", "测试", "root");
        Certificate root =
                certified(
                        CertificateAuthorityKey.root(rootKey, rootName),
                        CertificateProfile.root,
                        rootName,
                        rootKey);
        Sm2KeyPair key = Sm2KeyPair.generate();
        Certificate own =
                certified(
                        CertificateAuthorityKey.of(rootKey, root),
                        profile,
                        DistinguishedName.of("测试", "audit", named),
                        key);
        return new KeyStoreFile.Entry(key, List.of(own, root));
    }

    private static Certificate certified(
            CertificateAuthorityKey by,
            CertificateProfile profile,
            DistinguishedName name,
            Sm2KeyPair key) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
        return by.sign(
                by.prepare(
                        new CertificateOrder(
                                profile,
                                SerialNumber.random(),
                                name,
                                key.publicKey(),
                                now,
                                now.plus(Duration.ofDays(1)),
                                Optional.empty()),
                        POINTS));
    }
}
