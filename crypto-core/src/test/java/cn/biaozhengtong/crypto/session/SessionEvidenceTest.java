package cn.biaozhengtong.crypto.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.cert.OcspResponse;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.crypto.timestamp.TimeStampAuthority;
import cn.biaozhengtong.crypto.timestamp.TimeStampRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Evidence verifies offline with the root alone, and not when one character is another.
class SessionEvidenceTest {
    private final TestAuthority ca = new TestAuthority();
    private final Sm2KeyPair key = Sm2KeyPair.generate();
    private final Certificate mine =
            ca.subscriber(key.publicKey(), CertificateProfile.subscriber_signing);
    private final ChainVerifier trust = ChainVerifier.trusting(ca.root).knowing(ca.intermediates());
    private final SessionContent content =
            new SessionContent(
                    "sign",
                    "签章",
                    "账号",
                    "鞍山测试有限公司",
                    "91210000558190456G",
                    "节点",
                    List.of(
                            new SessionContent.Item("投标函", Sm3.hex(new byte[1])),
                            new SessionContent.Item("商务标", Sm3.hex(new byte[2]))),
                    null,
                    List.of(),
                    List.of());
    private final SignedContext context =
            new SignedContext(
                    "sign",
                    "s-1",
                    "ANSTEEL",
                    "平台",
                    "random",
                    "challenge",
                    content.hash(),
                    "",
                    "1234",
                    "qr",
                    "91210000558190456G",
                    mine.serial().hex(),
                    "2026-11-26T00:00:00Z");
    private final SessionEvidence evidence =
            new SessionEvidence(
                    context,
                    content,
                    List.of(),
                    SessionSignatures.of(context, content).stream()
                            .map(it -> key.sign(it.toBytes()))
                            .toList(),
                    mine);

    private byte[] stamped(byte[] text) {
        Sm2KeyPair tsa = Sm2KeyPair.generate();
        Certificate own = ca.subscriber(tsa.publicKey(), CertificateProfile.time_stamping);
        TimeStampRequest question = TimeStampRequest.about(Sm3.digest(text));
        byte[] answer =
                TimeStampAuthority.of(tsa, List.of(own, ca.issuing), "1.2.156.112562.2.3.1")
                        .answer(question.encoded(), SerialNumber.random(), ca.now);
        return TimeStamp.of(answer, question, trust).token().encoded();
    }

    private byte[] ocsp(CertificateStatus status) {
        return OcspResponse.answer(
                OcspRequest.about(ca.issuing, mine.serial()),
                ca.issuing,
                ca.ocspKey,
                ca.ocsp,
                ca.now,
                ca.now.plusSeconds(600),
                ignored -> status);
    }

    @Test
    void evidence_readBack_verifies() {
        byte[] text = evidence.encoded();
        SessionEvidence read = SessionEvidence.parse(text);
        assertThat(read.encoded()).isEqualTo(text);
        assertThat(read.verify(trust, ocsp(new CertificateStatus.Good()), stamped(text)))
                .isEqualTo(ca.now);
    }

    @Test
    void anotherTitle_isNoticed_thoughItIsStampedAnew() {
        String text = new String(evidence.encoded(), StandardCharsets.UTF_8);
        byte[] changed = text.replace("商务标", "技术标").getBytes(StandardCharsets.UTF_8);
        byte[] token = stamped(changed);
        byte[] good = ocsp(new CertificateStatus.Good());
        refused(() -> SessionEvidence.parse(changed).verify(trust, good, token));
        refused(() -> evidence.verify(trust, good, token));
        byte[] right = stamped(evidence.encoded());
        byte[] revoked = ocsp(new CertificateStatus.Revoked(ca.now.minusSeconds(9), 1));
        refused(() -> evidence.verify(trust, revoked, right));
        refused(() ->
                evidence.verify(ChainVerifier.trusting(new TestAuthority().root), good, right));
    }

    @Test
    void otherText_isNoEvidence() {
        String text = new String(evidence.encoded(), StandardCharsets.UTF_8);
        for (String bad :
                List.of(
                        "",
                        "bzt/evidence/v1\n",
                        text + "more\tof it\n",
                        text.replace("\titem", ""),
                        text.replace("item\t", "item\tx\t"),
                        text.replace("signature\t", "signature\t!"),
                        text.replace("content\t", "context\t"))) {
            if (!bad.equals(text)) {
                refused(() -> SessionEvidence.parse(bad.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private static void refused(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(CryptoException.class);
    }
}
