package cn.biaozhengtong.scansession.sealing;

import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealInfo;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.crypto.seal.SealSigners;
import cn.biaozhengtong.crypto.session.DocumentToSeal;
import cn.biaozhengtong.crypto.session.Stampings;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.scansession.TestKey;
import cn.biaozhengtong.scansession.TestOffice;
import cn.biaozhengtong.scansession.session.SessionProblem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// A seal that its maker really signed, in place of seal-service, which has its own tests; the two
/// are one through the gateway.
final class TestSealRoom implements SealRoom {
    static final UUID SEAL = UUID.randomUUID();

    final Map<UUID, Hosted> documents = new ConcurrentHashMap<>();
    final Map<UUID, List<byte[]>> handedOver = new ConcurrentHashMap<>();
    volatile boolean away;
    volatile boolean stopped;

    private final Sm2KeyPair makerKey = Sm2KeyPair.generate();
    private final Certificate maker =
            TestKey.issue(
                    CertificateProfile.seal_maker,
                    DistinguishedName.of("测试", "制章", "maker"),
                    makerKey.publicKey(),
                    "");

    @TestConfiguration
    static class Configuration {
        @Bean
        @Primary
        TestSealRoom sealRoom() {
            return new TestSealRoom();
        }
    }

    DocumentToSeal upload(String client, String format, String title, String... places) {
        UUID id = UUID.randomUUID();
        String digest = Sm3.hex(title.getBytes(StandardCharsets.UTF_8));
        documents.put(id, new Hosted(client, title, format, digest, 3, true));
        return new DocumentToSeal(
                id.toString(), title, format, digest, 3, "enterprise_seal", 0, List.of(places));
    }

    /// One that stays with its tool.
    DocumentToSeal announce(String client, String title, String... places) {
        UUID id = UUID.randomUUID();
        String digest = Sm3.hex(title.getBytes(StandardCharsets.UTF_8));
        documents.put(id, new Hosted(client, title, "pdf", digest, 3, false));
        return new DocumentToSeal(
                DocumentToSeal.LOCAL + id,
                title,
                "pdf",
                digest,
                3,
                "enterprise_seal",
                0,
                List.of(places));
    }

    @Override
    public Hosted hosted(UUID document) {
        return Optional.ofNullable(documents.get(document))
                .orElseThrow(SessionProblem.document_unknown::exception);
    }

    @Override
    public Prepared prepare(UUID session, Wish wish) {
        Seal seal =
                Seal.make(
                        new SealInfo(
                                "BZT",
                                SEAL.toString().replace("-", "") + "-1",
                                1,
                                "鞍山测试有限公司",
                                SealSigners.certificates(List.of(wish.certificate())),
                                wish.at(),
                                wish.at().minusSeconds(1),
                                wish.at().plus(Duration.ofDays(30)),
                                SealPicture.of("png", new byte[] {1, 2, 3}, 40, 40)),
                        maker,
                        makerKey);
        List<Stampings.Stamping> list =
                wish.documents().stream()
                        .map(it ->
                                new Stampings.Stamping(
                                        0,
                                        Sm3.hex(it.digest().getBytes(StandardCharsets.US_ASCII)),
                                        it.format().equals("pdf") ? "" : "/Doc_0/Signature.xml"))
                        .toList();
        return new Prepared(
                new Stampings(List.of(Base64.getEncoder().encodeToString(seal.encoded())), list),
                list.stream().map(it -> SEAL).toList());
    }

    @Override
    public void mustHold(UUID session, Stampings about) {
        if (stopped) {
            throw new TestOffice.Refused("seal_stopped", ProblemCategory.conflict).exception();
        }
    }

    @Override
    public void stamped(UUID session, List<byte[]> signatures) {
        if (away) {
            throw new IllegalStateException("seal-service does not answer");
        }
        handedOver.put(session, signatures);
    }

    @Override
    public byte[] page(UUID document, int page, int width) {
        return (document + " " + page + " " + width).getBytes(StandardCharsets.US_ASCII);
    }
}
