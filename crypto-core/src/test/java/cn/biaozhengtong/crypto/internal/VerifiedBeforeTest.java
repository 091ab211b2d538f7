package cn.biaozhengtong.crypto.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.Suite;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VerifiedBeforeTest {
    private final KeyPair key = Suite.sm2.generate();
    private final byte[] message = "阿卜杜拉·汗".getBytes(StandardCharsets.UTF_8);
    private final byte[] signature = key.sign(message);

    @Test
    void whatVerifiedIsKnownAndNothingElse() {
        assertThat(VerifiedBefore.knows(key.publicKey(), message, signature)).isFalse();
        VerifiedBefore.verify(key.publicKey(), message, signature);
        assertThat(VerifiedBefore.knows(key.publicKey(), message.clone(), signature.clone()))
                .isTrue();
    }

    @Test
    void anotherMessageSignatureOrKeyIsRefusedHoweverOftenTheTrueOneVerified() {
        PublicKey other = Suite.sm2.generate().publicKey();
        byte[] otherMessage = "阿卜杜拉·汉".getBytes(StandardCharsets.UTF_8);
        byte[] otherSignature = signature.clone();
        otherSignature[otherSignature.length - 1] ^= 1;
        for (int i = 0; i < 3; i++) {
            VerifiedBefore.verify(key.publicKey(), message, signature);
            refused(other, message, signature);
            refused(key.publicKey(), otherMessage, signature);
            refused(key.publicKey(), message, otherSignature);
        }
    }

    /// What moves from one part to the next is another thing.
    @Test
    void bytesThatMoveFromTheMessageIntoTheSignatureAreRefused() {
        VerifiedBefore.verify(key.publicKey(), message, signature);
        byte[] longer = new byte[signature.length + 1];
        System.arraycopy(signature, 0, longer, 0, signature.length);
        longer[signature.length] = message[0];
        byte[] shorter = new byte[message.length - 1];
        System.arraycopy(message, 1, shorter, 0, shorter.length);
        refused(key.publicKey(), shorter, longer);
    }

    @Test
    void strangeOnesPushOutWhatWasNotAskedForNotWhatIsAskedForAgain() {
        VerifiedBefore.verify(key.publicKey(), message, signature);
        KeyPair stranger = Suite.sm2.generate();
        byte[] first = "阿".getBytes(StandardCharsets.UTF_8);
        byte[] firstSigned = stranger.sign(first);
        VerifiedBefore.verify(stranger.publicKey(), first, firstSigned);
        for (int i = 0; i < 600; i++) {
            byte[] strange = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
            VerifiedBefore.verify(stranger.publicKey(), strange, stranger.sign(strange));
            // Before it is asked for again, which would bring back what was pushed out.
            assertThat(VerifiedBefore.knows(key.publicKey(), message, signature)).isTrue();
            VerifiedBefore.verify(key.publicKey(), message, signature);
        }
        assertThat(VerifiedBefore.knows(stranger.publicKey(), first, firstSigned)).isFalse();
    }

    private static void refused(PublicKey by, byte[] message, byte[] signature) {
        assertThatThrownBy(() -> VerifiedBefore.verify(by, message, signature))
                .isInstanceOf(CryptoException.class);
        assertThat(VerifiedBefore.knows(by, message, signature)).isFalse();
    }
}
