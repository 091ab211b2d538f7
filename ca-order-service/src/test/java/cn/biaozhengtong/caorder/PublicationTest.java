package cn.biaozhengtong.caorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.authority.AuthorityKeys;
import cn.biaozhengtong.caorder.authority.TimeStamper;
import cn.biaozhengtong.caorder.authority.TransparencyLog;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.cert.PublicationPoints;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.evidence.MerkleTree;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.crypto.timestamp.TimeStampRequest;
import cn.biaozhengtong.kit.test.RealServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// What the authority publishes about itself: time stamps and the transparency log (P3, P16).
@SpringBootTest
@RealServers
class PublicationTest {
    @DynamicPropertySource
    static void ca(DynamicPropertyRegistry registry) {
        TestCeremony.properties(registry);
    }

    @Autowired private TimeStamper stamper;
    @Autowired private TransparencyLog log;
    @Autowired private AuthorityKeys keys;
    @Autowired private JdbcClient database;
    @Autowired private TransactionTemplate transactions;

    @Test
    void R37_timeStamp_isVerifiedAndOnRecord() {
        TimeStampRequest question = TimeStampRequest.about(Sm3.digest("document".getBytes()));
        byte[] answer = stamper.answer(question.encoded());
        TimeStamp stamp = TimeStamp.of(answer, question, keys.verifier());
        assertThat(count("time_stamp", stamp.serial())).isEqualTo(1);
        TimeStampRequest another = TimeStampRequest.about(Sm3.digest("document".getBytes()));
        assertThatThrownBy(() -> TimeStamp.of(answer, another, keys.verifier()))
                .isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> database.sql("DELETE FROM time_stamp").update())
                .hasMessageContaining("never deleted");
    }

    @Test
    void R37_manyTimeStamps_areEachVerifiedAndOnRecord_andWhatIsRefusedIsNot() {
        List<TimeStampRequest> questions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            questions.add(TimeStampRequest.about(Sm3.digest(("document " + i).getBytes())));
        }
        List<byte[]> asked =
                new ArrayList<>(questions.stream().map(TimeStampRequest::encoded).toList());
        asked.add(2, new byte[] {1, 2, 3});
        int before = timeStamps();
        List<byte[]> answers = new ArrayList<>(stamper.answers(asked));
        byte[] refused = answers.remove(2);
        assertThatThrownBy(() -> TimeStamp.of(refused, questions.get(2), keys.verifier()))
                .isInstanceOf(CryptoException.class);
        for (int i = 0; i < 5; i++) {
            TimeStamp it = TimeStamp.of(answers.get(i), questions.get(i), keys.verifier());
            assertThat(count("time_stamp", it.serial())).isEqualTo(1);
        }
        assertThat(timeStamps()).isEqualTo(before + 5);
    }

    private int timeStamps() {
        return database.sql("SELECT COUNT(*) FROM time_stamp").query(Integer.class).single();
    }

    @Test
    void R37_rubbish_isRefusedInTheProtocolsOwnWords() throws Exception {
        byte[] answer = stamper.answer(new byte[] {1, 2, 3});
        assertThat(new org.bouncycastle.tsp.TimeStampResponse(answer).getFailInfo().intValue())
                .isEqualTo(org.bouncycastle.asn1.cmp.PKIFailureInfo.badDataFormat);
    }

    @Test
    void item15_whateverTheCeremonyMade_standsInTheRegisterAsWhatItIs() throws Exception {
        try (Stream<Path> all = Files.list(TestCeremony.online())) {
            List<Path> files =
                    all.filter(it -> it.toString().endsWith(".p12"))
                            .filter(it -> !it.endsWith("issuing.p12"))
                            .toList();
            assertThat(files).hasSizeGreaterThan(10);
            for (Path file : files) {
                Certificate it =
                        KeyStoreFile.load(file, "test-password".toCharArray()).certificate();
                String profile =
                        database.sql(
                                        "SELECT profile FROM issued_certificate WHERE serial = ? AND purpose = 'own'")
                                .param(it.serial().hex())
                                .query(String.class)
                                .optional()
                                .orElse("");
                assertThat(profile).as(file.toString()).isNotEmpty();
                assertThat(it.isFor(CertificateProfile.valueOf(profile)))
                        .as(file.toString())
                        .isTrue();
            }
        }
    }

    @Test
    void R37_certificates_appendedByManyAtOnce_areEachProvenAndTheLogOnlyGrew() throws Exception {
        TransparencyLog.Checkpoint before = log.checkpoint();
        List<Certificate> issued = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            issued.add(certificate());
        }
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (Certificate it : issued) {
                running.add(pool.submit(() -> append(it)));
                // A repeat after a crash.
                running.add(pool.submit(() -> append(it)));
            }
        }
        for (Future<?> it : running) {
            it.get();
        }
        TransparencyLog.Checkpoint after = log.checkpoint();
        assertThat(after.size()).isEqualTo(before.size() + issued.size());
        byte[] root = HexFormat.of().parseHex(after.rootHash());
        for (Certificate it : issued) {
            TransparencyLog.Inclusion proof =
                    log.inclusion(it.serial(), after.size()).orElseThrow();
            MerkleTree.verifyInclusion(
                    MerkleTree.leafHash(it.encoded()),
                    proof.index(),
                    proof.size(),
                    bytes(proof.nodes()),
                    root);
        }
        if (before.size() > 0) {
            MerkleTree.verifyConsistency(
                    before.size(),
                    HexFormat.of().parseHex(before.rootHash()),
                    after.size(),
                    root,
                    bytes(log.consistency(before.size(), after.size()).orElseThrow()));
        }
        assertThat(log.inclusion(SerialNumber.random(), after.size())).isEmpty();
        assertThat(log.inclusion(issued.getFirst().serial(), after.size() + 1)).isEmpty();
        assertThat(log.consistency(0, after.size())).isEmpty();
    }

    @Test
    void R37_checkpoint_isStampedText_thatAnyoneVerifies() {
        append(certificate());
        TransparencyLog.Checkpoint it = log.checkpoint();
        assertThat(it.text()).isEqualTo("bzt/log/v1\n" + it.size() + "\n" + it.rootHash() + "\n");
        TimeStamp.Token token = TimeStamp.Token.of(Base64.getDecoder().decode(it.timeStamp()));
        byte[] digest = Sm3.digest(it.text().getBytes());
        TimeStamp.of(token, digest, keys.verifier());
        assertThatThrownBy(() -> TimeStamp.of(token, Sm3.digest(new byte[1]), keys.verifier()))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void R37_log_isNeitherEditedNorCutByTheDatabasesUsers() {
        append(certificate());
        for (String bad :
                new String[] {
                    "DELETE FROM log_entry",
                    "UPDATE log_entry SET serial = 'x'",
                    "DELETE FROM log_node",
                    "UPDATE log_node SET hash = REPEAT('x', 32)",
                    "UPDATE log_size SET size = 0"
                }) {
            assertThatThrownBy(() -> database.sql(bad).update()).as(bad).isNotNull();
        }
    }

    private void append(Certificate it) {
        transactions.executeWithoutResult(status -> log.append(it));
    }

    private Certificate certificate() {
        KeyStoreFile.Entry issuing = keys.load("issuing");
        CertificateAuthorityKey by =
                CertificateAuthorityKey.of(issuing.key(), issuing.certificate());
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return by.sign(
                by.prepare(
                        new CertificateOrder(
                                CertificateProfile.subscriber_signing,
                                SerialNumber.random(),
                                DistinguishedName.of("鞍山测试有限公司", "招标", "张三"),
                                issuing.certificate().publicKey(),
                                now,
                                now.plusSeconds(60),
                                Optional.empty()),
                        new PublicationPoints("http://x/crl", "http://x/ocsp", "http://x/ca")));
    }

    private static List<byte[]> bytes(List<String> hex) {
        return hex.stream().map(HexFormat.of()::parseHex).toList();
    }

    private int count(String table, SerialNumber serial) {
        return database.sql("SELECT COUNT(*) FROM " + table + " WHERE serial = ?")
                .param(serial.hex())
                .query(Integer.class)
                .single();
    }
}
