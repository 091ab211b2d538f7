package cn.biaozhengtong.crypto.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.Suite;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our client against OpenSSL's mock CA.
class CmpClientTest {
    private static final DistinguishedName SUBJECT =
            DistinguishedName.of("鞍山测试有限公司", "招标", "鞍山测试有限公司");

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir private Path folder;

    private final TestAuthority outside = new TestAuthority();
    private final List<Certificate> chain = List.of(outside.issuing, outside.root);
    private final KeyPair key = Suite.sm2.generate();
    private final Certificate answer =
            outside.subscriber(key.publicKey(), CertificateProfile.subscriber_signing);

    private CertificateOrder order(CertificateProfile profile, DistinguishedName subject) {
        return new CertificateOrder(
                profile,
                SerialNumber.random(),
                subject,
                key.publicKey(),
                outside.now,
                outside.now.plus(365, ChronoUnit.DAYS),
                Optional.of("91210000558190456G"));
    }

    private byte[] prepared() {
        return CmpClient.prepare(order(CertificateProfile.subscriber_signing, SUBJECT));
    }

    private static void fails(CmpException.Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CmpException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void asked_polled_confirmed_revoked() throws Exception {
        try (CmpMockServer server =
                new CmpMockServer(folder, answer, "-poll_count", "2", "-check_after", "1")) {
            CmpClient client = server.client(CmpMockServer.SECRET, chain);
            byte[] prepared = prepared();
            Certificate got = client.obtain(prepared, CLOCK);
            assertThat(got).isEqualTo(answer);
            client.confirm(prepared, got);
            client.revoke(got, 1);
            // It refuses another's, and says so.
            fails(CmpException.Reason.refused, () -> client.revoke(outside.issuing, 1));
            assertThat(server.said()).doesNotContain("unsupported");
        }
    }

    @Test
    void anotherCertificate_isNotTaken() throws Exception {
        try (CmpMockServer server = new CmpMockServer(folder, answer)) {
            CmpClient client = server.client(CmpMockServer.SECRET, chain);
            byte[] otherName =
                    CmpClient.prepare(
                            order(
                                    CertificateProfile.subscriber_signing,
                                    DistinguishedName.of("别家有限公司", "招标", "别家有限公司")));
            byte[] otherUse =
                    CmpClient.prepare(order(CertificateProfile.subscriber_encryption, SUBJECT));
            byte[] otherKey =
                    CmpClient.prepare(
                            new CertificateOrder(
                                    CertificateProfile.subscriber_signing,
                                    SerialNumber.random(),
                                    SUBJECT,
                                    Suite.sm2.generate().publicKey(),
                                    outside.now,
                                    outside.now.plus(365, ChronoUnit.DAYS),
                                    Optional.empty()));
            byte[] shorter =
                    CmpClient.prepare(
                            new CertificateOrder(
                                    CertificateProfile.subscriber_signing,
                                    SerialNumber.random(),
                                    SUBJECT,
                                    key.publicKey(),
                                    outside.now,
                                    outside.now.plus(364, ChronoUnit.DAYS),
                                    Optional.empty()));
            for (byte[] each : List.of(otherName, otherUse, otherKey, shorter)) {
                fails(CmpException.Reason.other_certificate, () -> client.obtain(each, CLOCK));
            }
            TestAuthority stranger = new TestAuthority();
            CmpClient trustsOthers =
                    server.client(CmpMockServer.SECRET, List.of(stranger.issuing, stranger.root));
            fails(
                    CmpException.Reason.other_certificate,
                    () -> trustsOthers.obtain(prepared(), CLOCK));
        }
    }

    @Test
    void wrongSecret_isRefused_andAnswersWithoutItAreNotBelieved() throws Exception {
        try (CmpMockServer server = new CmpMockServer(folder, answer)) {
            CmpClient wrong = server.client("another secret than the authority's", chain);
            fails(CmpException.Reason.unprotected, () -> wrong.obtain(prepared(), CLOCK));
        }
        try (CmpMockServer server = new CmpMockServer(folder, answer, "-send_unprotected")) {
            CmpClient client = server.client(CmpMockServer.SECRET, chain);
            fails(CmpException.Reason.unprotected, () -> client.obtain(prepared(), CLOCK));
        }
    }

    @Test
    void refusal_andOldAnswers_areTold() throws Exception {
        try (CmpMockServer server =
                new CmpMockServer(
                        folder,
                        answer,
                        "-pkistatus",
                        "2",
                        "-failure",
                        "19",
                        "-statusstring",
                        "not this subject")) {
            CmpClient client = server.client(CmpMockServer.SECRET, chain);
            assertThatThrownBy(() -> client.obtain(prepared(), CLOCK))
                    .hasMessageContaining("refused")
                    .hasMessageContaining("not this subject");
        }
        try (CmpMockServer server = new CmpMockServer(folder, answer)) {
            byte[][] old = new byte[1][];
            CmpTransport real = server.transport();
            CmpTransport replaying =
                    message -> {
                        if (old[0] == null) {
                            old[0] = real.post(message);
                        }
                        return old[0];
                    };
            CmpClient client =
                    new CmpClient(replaying, "ra", CmpMockServer.SECRET.toCharArray(), chain);
            byte[] prepared = prepared();
            client.obtain(prepared, CLOCK);
            fails(CmpException.Reason.unprotected, () -> client.obtain(prepared, CLOCK));
            fails(CmpException.Reason.unprotected, () -> client.obtain(prepared(), CLOCK));
        }
    }

    @Test
    void anAnswerThatIsNone_isAskedForAgain() {
        for (byte[] each : List.of(new byte[0], new byte[] {0x30, 0}, answer.encoded())) {
            CmpClient client =
                    new CmpClient(m -> each, "ra", CmpMockServer.SECRET.toCharArray(), chain);
            fails(CmpException.Reason.no_answer, () -> client.obtain(prepared(), CLOCK));
        }
    }
}
