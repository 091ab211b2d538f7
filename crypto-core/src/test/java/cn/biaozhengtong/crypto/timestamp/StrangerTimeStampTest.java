package cn.biaozhengtong.crypto.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrangerTimeStampTest {
    private static final byte[] BID = {1, 2, 3};
    private final TestAuthority ca = new TestAuthority();
    private final ChainVerifier trust = ChainVerifier.trusting(ca.root).knowing(ca.intermediates());

    private byte[] token() {
        KeyPair key = Suite.sm2.generate();
        Certificate own =
                ca.issue(
                        ca.authority,
                        CertificateProfile.time_stamping,
                        DistinguishedName.of("BZT", "TSA", "BZT TSA"),
                        key.publicKey());
        TimeStampRequest request = TimeStampRequest.about(Sm3.digest(BID));
        byte[] answer =
                TimeStampAuthority.of(key, List.of(own), "1.2.3")
                        .answer(request.encoded(), SerialNumber.random(), ca.now);
        return TimeStamp.of(answer, request, trust).token().encoded();
    }

    @Test
    void stamp_isIntactOverItsContentAlone_andItsAuthorityIsAskedApart() throws IOException {
        StrangerTimeStamp it = StrangerTimeStamp.parse(token());
        assertThat(it.isIntact(out -> out.write(BID))).isTrue();
        assertThat(it.isIntact(out -> out.write(9))).isFalse();
        assertThat(it.at()).isEqualTo(ca.now);
        assertThat(it.authority(trust).leaf().subject().commonName()).isEqualTo("BZT TSA");
        assertThatThrownBy(() -> it.authority(ChainVerifier.trusting(new TestAuthority().root)))
                .isInstanceOf(CryptoException.class);
    }

    @Test
    void anyBitOfItsSignatureOrTime_changed_isIntactNoLonger() throws IOException {
        byte[] token = token();
        int intact = 0;
        for (int i = token.length - 60; i < token.length; i++) {
            byte[] forged = token.clone();
            forged[i] ^= 1;
            intact += isIntact(forged) ? 1 : 0;
        }
        assertThat(intact).isZero();
    }

    private static boolean isIntact(byte[] token) throws IOException {
        try {
            return StrangerTimeStamp.parse(token).isIntact(out -> out.write(BID));
        } catch (CryptoException e) {
            return false;
        }
    }
}
