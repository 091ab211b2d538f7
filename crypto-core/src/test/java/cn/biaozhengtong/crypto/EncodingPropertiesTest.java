package cn.biaozhengtong.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.Sm2Ciphertext.Order;
import cn.biaozhengtong.crypto.danger.RawSm2Key;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What breaks one time in 256 elsewhere, 100 000 times over: numbers with leading zeros, points
/// whose x begins with 04, DER that is almost right. Each case has its seed in its number.
class EncodingPropertiesTest {
    private static final int CASES = 100_000;
    private static final Sm2KeyPair[] KEYS =
            IntStream.range(0, 64)
                    .mapToObj(it -> RawSm2Key.of(scalar(new Random(it))))
                    .toArray(Sm2KeyPair[]::new);

    @Test
    void ciphertexts_ofRandomKeysAndMessages_openInEveryForm() {
        AtomicInteger leadingZeros = new AtomicInteger();
        AtomicInteger leadingFours = new AtomicInteger();
        IntStream.range(0, CASES)
                .parallel()
                .forEach(it -> {
                    Random random = new Random(it);
                    byte[] message = new byte[1 + random.nextInt(100)];
                    random.nextBytes(message);
                    Sm2KeyPair key = KEYS[it % KEYS.length];
                    byte[] der = key.publicKey().encrypt(message);
                    byte[] raw = Sm2Ciphertext.toConcatenated(der, Order.c1c3c2);
                    leadingZeros.addAndGet(raw[1] == 0 || raw[33] == 0 ? 1 : 0);
                    leadingFours.addAndGet(raw[1] == 4 ? 1 : 0);
                    assertThat(key.decrypt(der)).as("case %d", it).isEqualTo(message);
                    forms(der, raw);
                });
        System.out.printf(
                "%d ciphertexts, %d with a leading zero, %d with x from 04%n",
                CASES, leadingZeros.get(), leadingFours.get());
        assertThat(leadingZeros.get()).isGreaterThan(500);
        assertThat(leadingFours.get()).isGreaterThan(250);
    }

    private static void forms(byte[] der, byte[] raw) {
        byte[] old = Sm2Ciphertext.toConcatenated(der, Order.c1c2c3);
        assertThat(Sm2Ciphertext.fromConcatenated(raw, Order.c1c3c2)).isEqualTo(der);
        assertThat(Sm2Ciphertext.fromConcatenated(bare(raw), Order.c1c3c2)).isEqualTo(der);
        assertThat(Sm2Ciphertext.fromConcatenated(old, Order.c1c2c3)).isEqualTo(der);
        assertThat(Sm2Ciphertext.fromConcatenated(bare(old), Order.c1c2c3)).isEqualTo(der);
    }

    private static byte[] bare(byte[] raw) {
        return Arrays.copyOfRange(raw, 1, raw.length);
    }

    @Test
    void signatures_ofRandomKeysAndMessages_verifyAndEncodeOneWay() {
        AtomicInteger shorter = new AtomicInteger();
        IntStream.range(0, CASES)
                .parallel()
                .forEach(it -> {
                    byte[] message = BigInteger.valueOf(it).toByteArray();
                    // Signing verifies before it returns.
                    byte[] der = KEYS[it % KEYS.length].sign(message);
                    BigInteger[] numbers = SmAlgorithms.parseSignature(der);
                    shorter.addAndGet(
                            numbers[0].bitLength() <= 248 || numbers[1].bitLength() <= 248 ? 1 : 0);
                    assertThat(SmAlgorithms.signatureDer(numbers[0], numbers[1]))
                            .as("case %d", it)
                            .isEqualTo(der);
                });
        System.out.printf("%d signatures, %d with a short number%n", CASES, shorter.get());
        assertThat(shorter.get()).isGreaterThan(500);
    }

    @Test
    void encodedNumbersAndPoints_ofRandomScalars_roundTrip() {
        IntStream.range(0, CASES)
                .parallel()
                .forEach(it -> {
                    Random random = new Random(it);
                    // A third of them short.
                    BigInteger value = new BigInteger(it % 3 == 0 ? 240 : 255, random);
                    Scalar scalar = Scalar.of(value.max(BigInteger.ONE));
                    assertThat(scalar.encoded()).hasSize(Scalar.LENGTH);
                    assertThat(Scalar.parse(scalar.encoded())).isEqualTo(scalar);
                    if (it % 16 == 0) {
                        Sm2PublicKey key = RawSm2Key.of(scalar).publicKey();
                        assertThat(Point.parse(key.point().encoded())).isEqualTo(key.point());
                        assertThat(PublicKey.parseInfo(key.info())).isEqualTo(key);
                    }
                });
    }

    @Test
    void changedDer_isRefusedOrIsItsOwnEncoding() {
        Sm2KeyPair key = RawSm2Key.of(scalar(new Random(1)));
        byte[] signature = key.sign(new byte[] {1});
        byte[] ciphertext = key.publicKey().encrypt(new byte[20]);
        AtomicInteger accepted = new AtomicInteger();
        IntStream.range(0, CASES)
                .parallel()
                .forEach(it -> {
                    byte[] der = changed(it % 2 == 0 ? signature : ciphertext, new Random(it));
                    try {
                        byte[] again;
                        if (it % 2 == 0) {
                            BigInteger[] numbers = SmAlgorithms.parseSignature(der);
                            again = SmAlgorithms.signatureDer(numbers[0], numbers[1]);
                        } else {
                            again =
                                    SmAlgorithms.ciphertextToDer(
                                            SmAlgorithms.ciphertextFromDer(der));
                        }
                        accepted.incrementAndGet();
                        assertThat(again).as("case %d", it).isEqualTo(der);
                    } catch (CryptoException e) {
                        assertThat(e.getMessage()).isEqualTo(CryptoException.OUTWARD);
                    }
                });
        System.out.printf("%d changed encodings, %d still well formed%n", CASES, accepted.get());
    }

    /// Bits flipped, bytes put in, cut out or repeated.
    private static byte[] changed(byte[] der, Random random) {
        byte[] out = der.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(out.length);
            switch (random.nextInt(4)) {
                case 0 -> out[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> out[at] = (byte) random.nextInt(256);
                case 2 -> out = Arrays.copyOf(out, Math.max(1, at));
                default -> {
                    byte[] longer = new byte[out.length + 1];
                    System.arraycopy(out, 0, longer, 0, at);
                    longer[at] = (byte) random.nextInt(256);
                    System.arraycopy(out, at, longer, at + 1, out.length - at);
                    out = longer;
                }
            }
        }
        return out;
    }

    @Test
    void concatenatedRubbish_isRefused() {
        for (int length = 0; length < 97; length++) {
            byte[] rubbish = new byte[length];
            Arrays.fill(rubbish, (byte) 4);
            for (Order order : Order.values()) {
                assertThatThrownBy(() -> Sm2Ciphertext.fromConcatenated(rubbish, order))
                        .isInstanceOf(CryptoException.class);
            }
        }
    }

    private static Scalar scalar(Random random) {
        return Scalar.of(new BigInteger(255, random).max(BigInteger.ONE));
    }
}
