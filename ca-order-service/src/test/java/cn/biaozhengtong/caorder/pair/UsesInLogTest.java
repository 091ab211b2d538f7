package cn.biaozhengtong.caorder.pair;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.OtherReplica;
import cn.biaozhengtong.caorder.TestCeremony;
import cn.biaozhengtong.caorder.authority.TransparencyLog;
import cn.biaozhengtong.caorder.authority.register.Register;
import cn.biaozhengtong.caorder.sealuse.EnterUse;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.evidence.MerkleFrontier;
import cn.biaozhengtong.crypto.evidence.MerkleTree;
import cn.biaozhengtong.crypto.evidence.UseRecord;
import cn.biaozhengtong.crypto.evidence.UseRecord.Kind;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.test.ExampleEvents;
import cn.biaozhengtong.kit.test.RealServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Uses of seals in the transparency log: seal-service's own examples, over the real broker.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@RealServers
class UsesInLogTest {
    private static final String USED = "seal.seal.used.v1";
    private static final String WITHDRAWN = "seal.seal.use_withdrawn.v1";

    @DynamicPropertySource
    static void ca(DynamicPropertyRegistry registry) {
        TestCeremony.properties(registry);
    }

    @Autowired private TransparencyLog log;
    @Autowired private EnterUse enter;
    @Autowired private Pairs pairs;
    @Autowired private Certificates certificates;
    @Autowired private Register register;
    @Autowired private KafkaTemplate<String, String> kafka;
    @Autowired private JdbcClient database;
    @Autowired private TransactionTemplate transactions;
    @Autowired private Environment environment;
    @Autowired private JsonMapper json;

    private final String seal = UUID.randomUUID().toString();
    private SerialNumber signer;

    @BeforeEach
    void anEnterpriseWithACertificate() {
        signer =
                new StoredCertificates(pairs, register, transactions)
                        .pair(AccountId.random())
                        .serial();
    }

    private static String digest() {
        return UseRecord.newSalt();
    }

    private ProducerRecord<String, String> event(
            String type, String digest, EnterpriseId enterprise, SerialNumber serial) {
        ObjectNode it = (ObjectNode) json.readTree(ExampleEvents.payload("seal-service", type));
        it.put("enterpriseId", enterprise.toString());
        it.put("certificateSerial", serial.hex());
        it.put("recordDigest", digest);
        return ExampleEvents.record(type, seal, it.toString());
    }

    private ProducerRecord<String, String> event(String type, String digest) {
        return event(type, digest, StoredCertificates.ENTERPRISE, signer);
    }

    private long index(String digest) {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (count(digest) == 0) {
            assertThat(Instant.now()).as("entered").isBefore(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return proof(digest).index();
    }

    private int count(String digest) {
        return database.sql("SELECT COUNT(*) FROM log_entry WHERE digest = ?")
                .param(digest)
                .query(Integer.class)
                .single();
    }

    private TransparencyLog.Inclusion proof(String digest) {
        return log.inclusion(digest, log.entries(0, 1).size()).orElseThrow();
    }

    private void isProven(Kind kind, String digest) {
        TransparencyLog.Checkpoint now = log.checkpoint();
        TransparencyLog.Inclusion proof = log.inclusion(digest, now.size()).orElseThrow();
        MerkleTree.verifyInclusion(
                MerkleTree.leafHash(UseRecord.entry(kind, digest)),
                proof.index(),
                proof.size(),
                proof.nodes().stream().map(HexFormat.of()::parseHex).toList(),
                HexFormat.of().parseHex(now.rootHash()));
    }

    @Test
    void aUse_andItsBeingTakenBack_areEntries_eachWithItsProof() {
        String use = digest();
        String taken = digest();
        kafka.send(event(USED, use)).join();
        kafka.send(event(WITHDRAWN, taken)).join();
        assertThat(index(use)).isLessThan(index(taken));
        isProven(Kind.seal_use, use);
        isProven(Kind.seal_use_withdrawal, taken);
        assertThat(log.inclusion(digest(), log.checkpoint().size())).isEmpty();
        assertThat(log.inclusion(use, log.checkpoint().size() + 1)).isEmpty();
    }

    @Test
    void withdrawalThatComesBeforeItsUse_isAnEntryAllTheSame() {
        String use = digest();
        String taken = digest();
        kafka.send(event(WITHDRAWN, taken)).join();
        kafka.send(event(USED, use)).join();
        assertThat(index(use)).isGreaterThan(index(taken));
        isProven(Kind.seal_use, use);
        isProven(Kind.seal_use_withdrawal, taken);
    }

    @Test
    void eventThatIsDeliveredTwice_orToldTwice_isOneEntry() {
        String use = digest();
        ProducerRecord<String, String> event = event(USED, use);
        kafka.send(event).join();
        kafka.send(
                        new ProducerRecord<>(
                                event.topic(), null, event.key(), event.value(), event.headers()))
                .join();
        // As another event.
        kafka.send(event(USED, use)).join();
        String last = digest();
        kafka.send(event(USED, last)).join();
        assertThat(index(last)).isEqualTo(index(use) + 1);
        assertThat(count(use)).isEqualTo(1);
    }

    @Test
    void twoReplicas_thatEnterTheSameAtOnce_makeOneEntryOfEach_withoutGaps() throws Exception {
        long before = log.checkpoint().size();
        List<String> digests = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            digests.add(digest());
        }
        try (ConfigurableApplicationContext other = OtherReplica.beside(environment);
                ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<?>> running = new ArrayList<>();
            for (String it : digests) {
                for (ConfigurableApplicationContext who :
                        new ConfigurableApplicationContext[] {null, other}) {
                    running.add(pool.submit(() -> entered(who, it)));
                }
                kafka.send(event(USED, it));
            }
            for (Future<?> it : running) {
                it.get();
            }
        }
        String last = digest();
        kafka.send(event(USED, last)).join();
        assertThat(index(last)).isEqualTo(before + digests.size());
        digests.forEach(it -> isProven(Kind.seal_use, it));
    }

    private void entered(@Nullable ConfigurableApplicationContext replica, String digest) {
        EnterUse by = replica == null ? enter : replica.getBean(EnterUse.class);
        TransactionTemplate in =
                replica == null ? transactions : replica.getBean(TransactionTemplate.class);
        in.executeWithoutResult(
                s -> by.enter(List.of(use(digest, StoredCertificates.ENTERPRISE, signer))));
    }

    @Test
    void manyUsesAtOnce_areEntriesInTheirOrder_eachOnce() {
        String there = digest();
        enterAll(List.of(there));
        long before = log.checkpoint().size();
        List<String> fresh = new ArrayList<>();
        for (int i = 0; i < 37; i++) {
            fresh.add(digest());
        }
        List<String> all = new ArrayList<>(fresh);
        all.add(5, there);
        all.add(20, fresh.getFirst());
        enterAll(all);
        enterAll(all);
        assertThat(log.checkpoint().size()).isEqualTo(before + fresh.size());
        for (int i = 0; i < fresh.size(); i++) {
            assertThat(proof(fresh.get(i)).index()).isEqualTo(before + i);
            isProven(Kind.seal_use, fresh.get(i));
        }
        isProven(Kind.seal_use, there);
    }

    private void enterAll(List<String> digests) {
        transactions.executeWithoutResult(s ->
                enter.enter(
                        digests.stream()
                                .map(it -> use(it, StoredCertificates.ENTERPRISE, signer))
                                .toList()));
    }

    private static EnterUse.Use use(String digest, EnterpriseId enterprise, SerialNumber signer) {
        return new EnterUse.Use(
                new TransparencyLog.Use(Kind.seal_use, digest),
                new EnterUse.By(enterprise, signer));
    }

    @Test
    void attack_forgedUse_withACertificateThatIsNotTheEnterprises_isNotEntered() {
        SerialNumber encryption =
                certificates.pair(certificates.find(signer).orElseThrow().pairId()).stream()
                        .filter(it -> it.isEncryption())
                        .findAny()
                        .orElseThrow()
                        .serial();
        record Forged(EnterpriseId enterprise, SerialNumber serial) {}
        List<String> digests = new ArrayList<>();
        for (Forged it :
                List.of(
                        new Forged(EnterpriseId.random(), signer),
                        new Forged(StoredCertificates.ENTERPRISE, SerialNumber.random()),
                        new Forged(StoredCertificates.ENTERPRISE, encryption))) {
            String digest = digest();
            digests.add(digest);
            refused(
                    CertificateProblem.certificate_unknown,
                    () ->
                            transactions.executeWithoutResult(s ->
                                    enter.enter(
                                            List.of(
                                                    use(
                                                            digest(),
                                                            StoredCertificates.ENTERPRISE,
                                                            signer),
                                                    use(digest, it.enterprise(), it.serial())))));
            kafka.send(event(USED, digest, it.enterprise(), it.serial())).join();
        }
        String good = digest();
        kafka.send(event(USED, good)).join();
        index(good);
        digests.forEach(it -> assertThat(count(it)).isZero());
    }

    @Test
    void eventOfAVersionThatKeptNoRecords_isNoEntry_andTheNextGoesOn() {
        long before = log.checkpoint().size();
        ObjectNode old = (ObjectNode) json.readTree(ExampleEvents.payload("seal-service", USED));
        old.remove(List.of("certificateSerial", "recordDigest"));
        kafka.send(ExampleEvents.record(USED, seal, old.toString())).join();
        String next = digest();
        kafka.send(event(USED, next)).join();
        assertThat(index(next)).isEqualTo(before);
    }

    @Test
    void whoFollowsTheEntries_hasTheRootOfTheCheckpoint() {
        String use = digest();
        kafka.send(event(USED, use)).join();
        long at = index(use);
        TransparencyLog.Checkpoint now = log.checkpoint();
        MerkleFrontier followed = MerkleFrontier.empty();
        while (followed.size() < now.size()) {
            followed =
                    followed.with(
                            log.entries(followed.size(), 3).entries().stream()
                                    .map(TransparencyLog.Entry::leafHash)
                                    .map(HexFormat.of()::parseHex)
                                    .toList());
        }
        assertThat(HexFormat.of().formatHex(followed.root())).isEqualTo(now.rootHash());
        assertThat(log.entries(at, 1).entries())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.kind()).isEqualTo("seal_use");
                    assertThat(it.digest()).isEqualTo(use);
                });
        assertThat(log.entries(now.size(), 1).entries()).isEmpty();
    }

    @Test
    void R37_entryThatIsNeitherACertificateNorAUse_isRefusedByTheDatabase() {
        for (String bad :
                List.of(
                        "'certificate', NULL, NULL",
                        "'certificate', NULL, REPEAT('a', 64)",
                        "'seal_use', 'abc', REPEAT('b', 64)",
                        "'seal_use', 'abd', NULL",
                        "'other', NULL, REPEAT('c', 64)")) {
            assertThatThrownBy(() ->
                            database.sql(
                                            "INSERT INTO log_entry (position, kind, serial, digest, logged_at) VALUES (1000000, "
                                                    + bad
                                                    + ", NOW(6))")
                                    .update())
                    .as(bad)
                    .hasMessageContaining("log_entry_kind");
        }
    }
}
