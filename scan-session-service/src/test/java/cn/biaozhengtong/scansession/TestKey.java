package cn.biaozhengtong.scansession;

import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.cert.PublicationPoints;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.test.TestFolder;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.test.context.DynamicPropertyRegistry;

/// A webhook key of this JVM's own.
public final class TestKey {
    private static final PublicationPoints POINTS =
            new PublicationPoints(
                    "http://127.0.0.1/crl", "http://127.0.0.1/ocsp", "http://127.0.0.1/ca");
    private static final String PASSWORD = "test-password";
    private static Path folder;

    private static CertificateAuthorityKey authority;
    private static Certificate root;

    private TestKey() {}

    /// A certificate of this JVM's authority, whose root the service trusts.
    public static synchronized Certificate issue(
            CertificateProfile profile, DistinguishedName subject, PublicKey key, String uscc) {
        if (folder == null) {
            folder = make();
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return authority.sign(
                authority.prepare(
                        new CertificateOrder(
                                profile,
                                SerialNumber.random(),
                                subject,
                                key,
                                now,
                                now.plus(Duration.ofHours(20)),
                                uscc.isEmpty() ? Optional.empty() : Optional.of(uscc)),
                        POINTS));
    }

    /// Of nobody, current for a while.
    public static byte[] rootList() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return Crl.issue(
                        authority,
                        BigInteger.ONE,
                        List.of(),
                        now.minus(Duration.ofDays(1)),
                        now.plus(Duration.ofDays(1)))
                .encoded();
    }

    public static Certificate root() {
        return root;
    }

    public static synchronized void properties(DynamicPropertyRegistry registry) {
        if (folder == null) {
            folder = make();
        }
        registry.add("BZT_CA", () -> folder.toString());
        registry.add("BZT_CA_PASSWORD", () -> PASSWORD);
    }

    private static Path make() {
        Path made = TestFolder.named("webhook-key");
        Sm2KeyPair key = Sm2KeyPair.generate();
        DistinguishedName name = DistinguishedName.of("测试", "测试", "webhook");
        CertificateAuthorityKey self = CertificateAuthorityKey.root(key, name);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        byte[] tbs =
                self.prepare(
                        new CertificateOrder(
                                CertificateProfile.root,
                                SerialNumber.random(),
                                name,
                                key.publicKey(),
                                now,
                                now.plus(Duration.ofDays(1)),
                                Optional.empty()),
                        POINTS);
        root = self.sign(tbs);
        authority = CertificateAuthorityKey.of(key, root);
        KeyStoreFile.save(
                made.resolve("webhook.p12"),
                new KeyStoreFile.Entry(key, List.of(root)),
                PASSWORD.toCharArray());
        return made;
    }
}
