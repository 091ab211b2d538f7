package cn.biaozhengtong.crypto.cert;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Suite;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Item 13: `openssl verify -crl_check_all`, which asks a list about every certificate below the
/// root. In ECDSA: OpenSSL 3.0 takes no SM2 identity for lists. What it prints is read, since its
/// exit code alone says little.
class ListInteropTest {
    private static final String SHARD = "http://127.0.0.1/crl/shard-7.crl";
    private static final String WHOLE = "http://127.0.0.1/crl/issuing.crl";

    private final TestAuthority ca = new TestAuthority(Suite.ecdsa_p256);
    private final CertificateAuthorityKey root = CertificateAuthorityKey.of(ca.rootKey, ca.root);
    private final Certificate issuing = issuing();
    private final CertificateAuthorityKey authority =
            CertificateAuthorityKey.of(ca.issuingKey, issuing);
    private final Certificate leaf = leaf();

    @TempDir Path folder;

    private Certificate issuing() {
        return signed(
                root,
                CertificateProfile.issuing_ca,
                DistinguishedName.of("BZT", "CA", "BZT Test Issuing CA"),
                ca.issuingKey.publicKey(),
                PublicationPoints.withoutOcsp(
                        "http://127.0.0.1/crl/root.crl", "http://127.0.0.1/ca/root.cer"));
    }

    private Certificate leaf() {
        return signed(
                authority,
                CertificateProfile.subscriber_signing,
                DistinguishedName.of("鞍山测试有限公司", "招标", "鞍山测试有限公司"),
                Suite.ecdsa_p256.generate().publicKey(),
                new PublicationPoints(
                        List.of(SHARD, WHOLE),
                        Optional.of("http://127.0.0.1/ocsp"),
                        "http://127.0.0.1/ca/issuing.cer"));
    }

    private Certificate signed(
            CertificateAuthorityKey by,
            CertificateProfile profile,
            DistinguishedName subject,
            cn.biaozhengtong.crypto.PublicKey key,
            PublicationPoints points) {
        CertificateOrder order =
                new CertificateOrder(
                        profile,
                        SerialNumber.random(),
                        subject,
                        key,
                        ca.now.minusSeconds(60),
                        ca.now.plusSeconds(86_400),
                        Optional.empty());
        return by.sign(by.prepare(order, points));
    }

    @BeforeEach
    void certificates() throws IOException {
        Files.writeString(folder.resolve("root.pem"), ca.root.pem());
        Files.writeString(folder.resolve("issuing.pem"), issuing.pem());
        Files.writeString(folder.resolve("leaf.pem"), leaf.pem());
    }

    private Crl list(CertificateAuthorityKey by, CrlScope scope, SerialNumber... revoked) {
        List<Revocation> entries = new ArrayList<>();
        for (SerialNumber it : revoked) {
            entries.add(new Revocation(it, ca.now.minusSeconds(30), 1));
        }
        Instant from = ca.now.minusSeconds(10);
        return Crl.issue(by, scope, BigInteger.ONE, entries, from, from.plusSeconds(600));
    }

    /// What OpenSSL prints, knowing these lists.
    private String verified(List<String> options, Crl... lists) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl", "verify", "-crl_check_all"));
        command.addAll(options);
        command.addAll(List.of("-CAfile", "root.pem", "-untrusted", "issuing.pem"));
        for (int i = 0; i < lists.length; i++) {
            Files.write(folder.resolve(i + ".crl"), lists[i].encoded());
            command.addAll(List.of("-CRLfile", i + ".crl"));
        }
        command.add("leaf.pem");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return out.strip();
    }

    @Test
    void item13_openssl_judgesEveryCertificateBelowTheRoot_byTheTwoLists() throws Exception {
        Crl ofRoot = list(root, CrlScope.full());
        Crl whole = list(authority, CrlScope.full());
        assertThat(verified(List.of(), ofRoot, whole)).isEqualTo("leaf.pem: OK");
        assertThat(verified(List.of(), whole)).contains("unable to get certificate CRL");
        assertThat(verified(List.of(), ofRoot)).contains("unable to get certificate CRL");
        assertThat(verified(List.of(), ofRoot, list(authority, CrlScope.full(), leaf.serial())))
                .contains("error 23 at 0 depth lookup: certificate revoked");
        assertThat(verified(List.of(), list(root, CrlScope.full(), issuing.serial()), whole))
                .contains("error 23 at 1 depth lookup: certificate revoked");
        // A list that the root's namesake signed.
        CertificateAuthorityKey namesake =
                CertificateAuthorityKey.root(Suite.ecdsa_p256.generate(), ca.root.subject());
        assertThat(verified(List.of(), list(namesake, CrlScope.full()), whole))
                .doesNotContain("OK");
    }

    @Test
    void item20_theListOfAPart_isForClientsWhoKnowIts_theWholeOneForAll() throws Exception {
        Crl ofRoot = list(root, CrlScope.full());
        Crl part = list(authority, CrlScope.shard(SHARD));
        Crl whole = list(authority, CrlScope.full());
        List<String> knows = List.of("-extended_crl");
        assertThat(verified(knows, ofRoot, part)).isEqualTo("leaf.pem: OK");
        assertThat(verified(knows, ofRoot, list(authority, CrlScope.shard(SHARD), leaf.serial())))
                .contains("certificate revoked");
        Crl another = list(authority, CrlScope.shard("http://127.0.0.1/crl/shard-8.crl"));
        assertThat(verified(knows, ofRoot, another)).doesNotContain("OK");
        assertThat(verified(List.of(), ofRoot, whole)).isEqualTo("leaf.pem: OK");
        assertThat(leaf.crlUrls()).containsExactly(SHARD, WHOLE);
    }

    @Test
    void item13_oursJudgesTheSame() {
        Instant now = ca.now;
        Crl ofRoot = list(root, CrlScope.full());
        for (Crl ofLeaf :
                List.of(list(authority, CrlScope.full()), list(authority, CrlScope.shard(SHARD)))) {
            ChainVerifier.trusting(ca.root)
                    .verify(
                            leaf,
                            List.of(issuing),
                            CertificateProfile.subscriber_signing,
                            now,
                            RevocationEvidence.of(List.of(ofRoot, ofLeaf), List.of(), now));
        }
    }
}
