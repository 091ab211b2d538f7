package cn.biaozhengtong.crypto.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.OpenSsl;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// RFC 3161 with SM3 and SM2: what verifies, what must not, and what OpenSSL reads.
class TimeStampTest {
    private static final String POLICY = "1.2.156.112562.2.3.1";

    @TempDir private Path folder;

    private final TestAuthority ca = new TestAuthority();
    private final Sm2KeyPair key = Sm2KeyPair.generate();
    private final Certificate own =
            ca.subscriber(key.publicKey(), CertificateProfile.time_stamping);
    private final TimeStampAuthority authority =
            TimeStampAuthority.of(key, List.of(own, ca.issuing), POLICY);
    private final ChainVerifier trust = ChainVerifier.trusting(ca.root);
    private final byte[] digest = Sm3.digest("投标文件".getBytes(StandardCharsets.UTF_8));
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private byte[] answer(TimeStampRequest request) {
        return authority.answer(request.encoded(), SerialNumber.random(), now);
    }

    @Test
    void answer_verifies_andItsTokenLater() {
        TimeStampRequest request = TimeStampRequest.about(digest);
        TimeStamp stamp = TimeStamp.of(answer(request), request, trust);
        assertThat(stamp.at()).isEqualTo(now);
        assertThat(stamp.authority().leaf()).isEqualTo(own);
        TimeStamp kept = TimeStamp.of(TimeStamp.Token.of(stamp.token().encoded()), digest, trust);
        assertThat(kept.serial()).isEqualTo(stamp.serial());
    }

    @Test
    void answerToAnotherQuestion_orAboutAnotherDigest_isRefused() {
        TimeStampRequest request = TimeStampRequest.about(digest);
        byte[] response = answer(request);
        refused(() -> TimeStamp.of(response, TimeStampRequest.about(digest), trust));
        TimeStamp stamp = TimeStamp.of(response, request, trust);
        refused(() -> TimeStamp.of(stamp.token(), Sm3.digest(digest), trust));
    }

    @Test
    void authority_ofAnotherRootOrPurpose_isRefused() {
        TimeStampRequest request = TimeStampRequest.about(digest);
        byte[] response = answer(request);
        refused(() ->
                TimeStamp.of(response, request, ChainVerifier.trusting(new TestAuthority().root)));
        Certificate subscriber =
                ca.subscriber(key.publicKey(), CertificateProfile.subscriber_signing);
        refused(() -> TimeStampAuthority.of(key, List.of(subscriber), POLICY));
        refused(() -> TimeStampAuthority.of(Sm2KeyPair.generate(), List.of(own), POLICY));
    }

    @Test
    void time_outsideTheAuthoritysValidity_isRefused() {
        TimeStampRequest request = TimeStampRequest.about(digest);
        byte[] early =
                authority.answer(
                        request.encoded(), SerialNumber.random(), now.minus(2, ChronoUnit.DAYS));
        refused(() -> TimeStamp.of(early, request, trust));
    }

    @Test
    void everyChangedByteOfAToken_isRefused() {
        TimeStampRequest request = TimeStampRequest.about(digest);
        byte[] token = TimeStamp.of(answer(request), request, trust).token().encoded();
        List<Integer> opened = new ArrayList<>();
        for (int i = 0; i < token.length; i++) {
            byte[] changed = token.clone();
            changed[i] ^= 1;
            try {
                TimeStamp stamp = TimeStamp.of(TimeStamp.Token.of(changed), digest, trust);
                // Bytes outside what is signed may differ, as long as nothing said differs.
                if (!stamp.at().equals(now)) {
                    opened.add(i);
                }
            } catch (CryptoException refused) {
                assertThat(refused).hasMessage(CryptoException.OUTWARD);
            }
        }
        assertThat(opened).isEmpty();
    }

    private static final org.bouncycastle.asn1.ASN1ObjectIdentifier SM3 =
            org.bouncycastle.asn1.gm.GMObjectIdentifiers.sm3;

    private int failure(byte[] question) throws Exception {
        byte[] refusal = authority.refusal(question).orElseThrow();
        assertThat(authority.answer(question, SerialNumber.random(), now)).isEqualTo(refusal);
        var response = new org.bouncycastle.tsp.TimeStampResponse(refusal);
        assertThat(response.getStatus()).isEqualTo(2);
        assertThat(response.getTimeStampToken()).isNull();
        return response.getFailInfo().intValue();
    }

    private static byte[] question(
            java.util.function.Consumer<org.bouncycastle.tsp.TimeStampRequestGenerator> what,
            org.bouncycastle.asn1.ASN1ObjectIdentifier hash,
            int length,
            BigInteger nonce)
            throws Exception {
        var generator = new org.bouncycastle.tsp.TimeStampRequestGenerator();
        what.accept(generator);
        return generator.generate(hash, new byte[length], nonce).getEncoded();
    }

    @Test
    void item17_whatIsNotOurs_isRefusedAsRfc3161Says_beforeAnythingIsSigned() throws Exception {
        var sha256 = new org.bouncycastle.asn1.ASN1ObjectIdentifier("2.16.840.1.101.3.4.2.1");
        BigInteger nonce = BigInteger.TEN;
        assertThat(authority.refusal(question(it -> {}, SM3, 32, nonce))).isEmpty();
        assertThat(authority.refusal(question(it -> it.setReqPolicy(POLICY), SM3, 32, nonce)))
                .isEmpty();
        assertThat(failure(question(it -> {}, sha256, 32, nonce)))
                .isEqualTo(org.bouncycastle.asn1.cmp.PKIFailureInfo.badAlg);
        assertThat(failure(question(it -> it.setReqPolicy("1.2.3.4"), SM3, 32, nonce)))
                .isEqualTo(org.bouncycastle.asn1.cmp.PKIFailureInfo.unacceptedPolicy);
        for (int length : new int[] {0, 20, 31, 33, 64}) {
            assertThat(failure(question(it -> {}, SM3, length, nonce)))
                    .isEqualTo(org.bouncycastle.asn1.cmp.PKIFailureInfo.badDataFormat);
        }
        assertThat(
                        failure(
                                question(
                                        it ->
                                                it.addExtension(
                                                        new org.bouncycastle.asn1
                                                                .ASN1ObjectIdentifier("1.2.3"),
                                                        false,
                                                        new byte[] {5, 0}),
                                        SM3,
                                        32,
                                        nonce)))
                .isEqualTo(org.bouncycastle.asn1.cmp.PKIFailureInfo.unacceptedExtension);
        assertThat(failure(question(it -> {}, SM3, 32, BigInteger.ONE.shiftLeft(400))))
                .isEqualTo(org.bouncycastle.asn1.cmp.PKIFailureInfo.badRequest);
        byte[] good = question(it -> {}, SM3, 32, nonce);
        byte[] trailing = java.util.Arrays.copyOf(good, good.length + 1);
        byte[] tooLong = new byte[TimeStampAuthority.MAX_REQUEST + 1];
        for (byte[] noise :
                new byte[][] {{}, {0x30}, {0x30, 0x00}, new byte[100], trailing, tooLong}) {
            assertThat(failure(noise))
                    .isEqualTo(org.bouncycastle.asn1.cmp.PKIFailureInfo.badDataFormat);
        }
    }

    @Test
    void openssl_readsTheAnswer() throws Exception {
        TimeStampRequest request = TimeStampRequest.about(digest);
        Files.write(folder.resolve("answer.tsr"), answer(request));
        Files.write(folder.resolve("question.tsq"), request.encoded());
        String asked = OpenSsl.run(folder, "ts -query -in question.tsq -text".split(" "));
        String out = OpenSsl.run(folder, "ts -reply -in answer.tsr -text".split(" "));
        assertThat(out)
                .contains("Status: Granted")
                .contains("Hash Algorithm: sm3")
                .contains("Policy OID: " + POLICY);
        // The same digest and nonce as in the question.
        assertThat(of(asked, "    0000 - ")).isNotEmpty().isEqualTo(of(out, "    0000 - "));
        assertThat(of(asked, "    0010 - ")).isNotEmpty().isEqualTo(of(out, "    0010 - "));
        assertThat(of(asked, "Nonce: ")).isNotEmpty().isEqualTo(of(out, "Nonce: "));
    }

    private static String of(String text, String begin) {
        return text.lines().filter(it -> it.startsWith(begin)).findFirst().orElse("");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(CryptoException.class);
    }
}
