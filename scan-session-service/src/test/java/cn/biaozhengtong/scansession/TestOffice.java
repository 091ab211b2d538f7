package cn.biaozhengtong.scansession;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.cert.OcspResponse;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.StatusStatement;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.crypto.timestamp.TimeStampAuthority;
import cn.biaozhengtong.crypto.timestamp.TimeStampRequest;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.problem.ProblemFacts;
import cn.biaozhengtong.scansession.certificates.CertificateOffice;
import cn.biaozhengtong.scansession.certificates.Permission;
import cn.biaozhengtong.scansession.membership.MemberRights;
import cn.biaozhengtong.scansession.membership.Role;
import cn.biaozhengtong.scansession.relyingparty.Platforms;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionProblem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// Holders with real certificates and whole keys, in place of ca-order-service: what a round was
/// opened over is what is signed. Two-party signing has its own tests, there and through the
/// gateway.
public final class TestOffice implements CertificateOffice, MemberRights, Platforms {
    private final Map<String, Holder> holders = new ConcurrentHashMap<>();
    private final Map<String, Sm2KeyPair> keys = new ConcurrentHashMap<>();
    private final Map<UUID, List<Preimage>> rounds = new ConcurrentHashMap<>();

    /// How often a server share would have been used.
    public final AtomicInteger used = new AtomicInteger();

    public volatile boolean away;

    /// What is answered to every round instead of signatures.
    public volatile @Nullable ProblemException refusal;

    public volatile boolean proofsAway;
    public volatile Role role = Role.administrator;

    /// Whether the administrator lets an agent do it.
    public volatile boolean delegated = true;

    /// Serial of a certificate that counts no more.
    public volatile String revoked = "";

    /// As if the authority had been away so long.
    public volatile int stampsAhead;

    private final Sm2KeyPair responderKey = Sm2KeyPair.generate();
    private final Certificate responder =
            TestKey.issue(
                    CertificateProfile.ocsp_responder,
                    DistinguishedName.of("测试", "CA", "OCSP"),
                    responderKey.publicKey(),
                    "");
    private final Sm2KeyPair stampKey = Sm2KeyPair.generate();
    private final Certificate stamper =
            TestKey.issue(
                    CertificateProfile.time_stamping,
                    DistinguishedName.of("测试", "CA", "TSA"),
                    stampKey.publicKey(),
                    "");

    /// A refusal of another service, as it is relayed.
    public record Refused(String name, ProblemFacts facts) implements Problem {
        public Refused(String name, ProblemCategory category) {
            this(name, new ProblemFacts(category, Actor.user, name, name));
        }
    }

    /// In place of the adapters.
    @TestConfiguration
    public static class Configuration {
        @Bean
        @Primary
        TestOffice office() {
            return new TestOffice();
        }
    }

    /// `T` of whatever is decrypted.
    public static final byte[] PARTIAL = Sm2KeyPair.generate().publicKey().point().encoded();

    public Holder enrol(Person who, String name, String uscc, String platform) {
        Sm2KeyPair signing = Sm2KeyPair.generate();
        DistinguishedName subject = DistinguishedName.of(name, "ANSTEEL-ENT-1Y", name);
        Certificate mine =
                TestKey.issue(
                        CertificateProfile.subscriber_signing, subject, signing.publicKey(), uscc);
        Certificate encryption =
                TestKey.issue(
                        CertificateProfile.subscriber_encryption,
                        subject,
                        Sm2KeyPair.generate().publicKey(),
                        uscc);
        Holder it =
                new Holder(
                        mine.serial().hex(),
                        who.account(),
                        who.device(),
                        uscc.isEmpty()
                                ? null
                                : new EnterpriseId(UUID.nameUUIDFromBytes(uscc.getBytes())),
                        name,
                        uscc,
                        platform,
                        "active",
                        Set.of(Permission.values()),
                        mine.encoded(),
                        encryption.encoded());
        holders.put(it.serial(), it);
        keys.put(it.serial(), signing);
        return it;
    }

    /// A certificate that was sold with fewer permissions.
    public Holder restricted(Holder it, Set<Permission> permissions) {
        Holder other =
                new Holder(
                        it.serial(),
                        it.accountId(),
                        it.deviceId(),
                        it.enterpriseId(),
                        it.holder(),
                        it.uscc(),
                        it.platformCode(),
                        it.state(),
                        permissions,
                        it.signingCertificate(),
                        it.encryptionCertificate());
        holders.put(it.serial(), other);
        return other;
    }

    /// A recovery moved its key to another pair, between two questions about it.
    public void moved(Holder it) {
        holders.put(
                it.serial(),
                new Holder(
                        it.serial(),
                        it.accountId(),
                        it.deviceId(),
                        it.enterpriseId(),
                        it.holder(),
                        it.uscc(),
                        it.platformCode(),
                        it.state(),
                        it.permissions(),
                        it.signingCertificate(),
                        new byte[0]));
    }

    @Override
    public Holder holder(String serial) {
        if (away) {
            throw new IllegalStateException("ca-order-service does not answer");
        }
        return Optional.ofNullable(holders.get(serial))
                .orElseThrow(SessionProblem.certificate_missing::exception);
    }

    @Override
    public Round open(
            Holder holder, SessionId session, List<Preimage> preimages, List<byte[]> commitments) {
        UUID round = UUID.randomUUID();
        rounds.put(round, preimages);
        return new Round(round, commitments.stream().map(it -> new byte[65]).toList());
    }

    @Override
    public Answered finish(
            Holder holder, UUID round, List<Preimage> preimages, List<Answer> answers) {
        ProblemException refused = refusal;
        if (refused != null) {
            throw refused;
        }
        List<Preimage> stored = Optional.ofNullable(rounds.get(round)).orElseThrow();
        if (!stored.equals(preimages)) {
            throw new Refused("round_lost", ProblemCategory.conflict).exception();
        }
        rounds.remove(round);
        used.incrementAndGet();
        Sm2KeyPair key = keys.get(holder.serial());
        List<byte[]> signatures = stored.stream().map(it -> key.sign(it.toBytes())).toList();
        return new Answered(signatures, List.of(), status(holder, stored, signatures));
    }

    /// As ca-order-service says it, whatever becomes of the certificate a moment later.
    private byte[] status(Holder holder, List<Preimage> preimages, List<byte[]> signatures) {
        List<SerialNumber> serials =
                List.of(
                        new SerialNumber(holder.serial()),
                        new SerialNumber(holder.encryptionSerial()));
        byte[] binding = StatusStatement.binding(serials, preimages, signatures);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return OcspResponse.answer(
                OcspRequest.about(TestKey.root(), serials, binding),
                TestKey.root(),
                responderKey,
                responder,
                now,
                now.plusSeconds(600),
                it ->
                        it.hex().equals(revoked)
                                ? new CertificateStatus.Revoked(now, 1)
                                : new CertificateStatus.Good());
    }

    @Override
    public Round openDecryption(Holder holder, DecryptionWish wish, List<byte[]> commitments) {
        return open(holder, new SessionId(UUID.randomUUID()), preimages(wish), commitments);
    }

    private static List<Preimage> preimages(DecryptionWish wish) {
        List<Preimage> out = new ArrayList<>(List.of(wish.context()));
        wish.authorisations().forEach(it -> out.add(it.authorisation().preimage()));
        return out;
    }

    @Override
    public Answered finishDecryption(
            Holder holder, DecryptionWish wish, UUID round, List<Answer> answers) {
        Answered signed = finish(holder, round, preimages(wish), answers);
        return new Answered(
                signed.signatures(),
                wish.authorisations().stream()
                        .flatMap(it -> it.wrapped().stream())
                        .map(it -> PARTIAL)
                        .toList(),
                signed.status());
    }

    @Override
    public String chainPem() {
        return TestKey.root().pem();
    }

    @Override
    public byte[] rootList() {
        return TestKey.rootList();
    }

    @Override
    public byte[] timeStamp(byte[] digest) {
        if (proofsAway) {
            throw new IllegalStateException("the time stamping authority does not answer");
        }
        TimeStampRequest question = TimeStampRequest.about(digest);
        byte[] answer =
                TimeStampAuthority.of(stampKey, List.of(stamper), "1.2.3")
                        .answer(
                                question.encoded(),
                                SerialNumber.random(),
                                Instant.now().plusSeconds(stampsAhead));
        return TimeStamp.of(answer, question, ChainVerifier.trusting(TestKey.root()))
                .token()
                .encoded();
    }

    @Override
    public Role role(AccountId account, EnterpriseId enterprise) {
        return holders.values().stream().anyMatch(it -> it.accountId().equals(account))
                ? role
                : Role.none;
    }

    @Override
    public boolean mayUse(AccountId account, EnterpriseId enterprise, List<Use> uses) {
        return delegated;
    }

    @Override
    public boolean use(AccountId account, EnterpriseId enterprise, List<Use> uses) {
        return delegated;
    }

    @Override
    public Optional<String> name(String platformCode) {
        return Optional.of("测试平台 " + platformCode);
    }

    public static List<Answer> answers(int count) {
        List<Answer> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] any = Scalar.random().encoded();
            out.add(new Answer(any, any, any));
        }
        return out;
    }
}
