package cn.biaozhengtong.crypto.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.crypto.timestamp.TimeStampAuthority;
import cn.biaozhengtong.crypto.timestamp.TimeStampRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a log says of itself counts if its authority stamped just that.
class LogCheckpointTest {
    private final TestAuthority ca = new TestAuthority();
    private final Sm2KeyPair key = Sm2KeyPair.generate();
    private final TimeStampAuthority authority =
            TimeStampAuthority.of(
                    key,
                    List.of(
                            ca.subscriber(key.publicKey(), CertificateProfile.time_stamping),
                            ca.issuing),
                    "1.2.156.112562.2.3.1");
    private final ChainVerifier trust = ChainVerifier.trusting(ca.root);
    private final LogCheckpoint said = new LogCheckpoint(18, "6b".repeat(32));

    private TimeStamp.Token stamp(LogCheckpoint it) {
        TimeStampRequest question = TimeStampRequest.about(it.digest());
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        byte[] answer = authority.answer(question.encoded(), SerialNumber.random(), now);
        return TimeStamp.of(answer, question, trust).token();
    }

    @Test
    void stampedText_isBelieved_anotherSizeOrRoot_orAnotherAuthority_isNot() {
        TimeStamp.Token token = stamp(said);
        assertThat(LogCheckpoint.verified(said.text(), token, trust)).isEqualTo(said);
        ChainVerifier others = ChainVerifier.trusting(new TestAuthority().root);
        refused(() -> LogCheckpoint.verified(said.text(), token, others));
        for (String bad :
                List.of(
                        new LogCheckpoint(17, said.root()).text(),
                        new LogCheckpoint(18, "6c".repeat(32)).text(),
                        said.text() + "\n",
                        said.text().replace("\n18\n", "\n018\n"),
                        said.text().replace("log/v1", "log/v2"),
                        "")) {
            refused(() -> LogCheckpoint.verified(bad, token, trust));
        }
    }

    private static void refused(Runnable bad) {
        assertThatThrownBy(bad::run).isInstanceOf(CryptoException.class);
    }
}
