package cn.biaozhengtong.crypto.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bid envelopes: what opens, and everything that must not.
class EnvelopeTest {
    private static final int SEGMENT = 1 << 20;
    private static final Tender TENDER = new Tender("AG-2026-0017", "标段一", "ANSTEEL");

    @TempDir protected Path folder;

    private final Sm2KeyPair bidder = Sm2KeyPair.generate();
    private final Sm2KeyPair platform = Sm2KeyPair.generate();
    private final SerialNumber bidderSerial = SerialNumber.random();
    private final SerialNumber platformSerial = SerialNumber.random();

    private Recipient bidderRecipient() {
        return new Recipient(bidderSerial, bidder.publicKey(), Layer.bidder);
    }

    private Recipient platformRecipient() {
        return new Recipient(platformSerial, platform.publicKey(), Layer.platform);
    }

    private Path file(int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return Files.write(folder.resolve("bid.pdf"), content);
    }

    private Path sealed(int size) throws IOException {
        Path out = folder.resolve("bid.bze");
        EnvelopeWriter.seal(file(size), out, TENDER, List.of(bidderRecipient()), Progress.none());
        return out;
    }

    private LayerSecret unwrap(EnvelopeHeader header, Sm2KeyPair key, SerialNumber serial) {
        WrappedKey wrapped =
                header.wrappedKeys().stream()
                        .filter(it -> it.serial().equals(serial))
                        .findFirst()
                        .orElseThrow();
        return LayerSecret.of(header.tender(), wrapped, key.decrypt(wrapped.ciphertext()));
    }

    private Path open(Path envelope) throws IOException {
        Path out = folder.resolve("opened.pdf");
        try (EnvelopeReader reader = EnvelopeReader.of(envelope)) {
            EnvelopeHeader header = reader.header();
            WrappedKey first = header.wrappedKeys().get(0);
            byte[] opened = bidder.decrypt(first.ciphertext());
            ContentKey key =
                    header.contentKey(List.of(LayerSecret.of(header.tender(), first, opened)));
            reader.open(key, out, Progress.none());
        }
        return out;
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 15, SEGMENT - 1, SEGMENT, SEGMENT + 1, 3 * SEGMENT, 5 * SEGMENT + 4321})
    void roundTrip_ofAnySize_givesTheSameBytes(int size) throws IOException {
        Path opened = open(sealed(size));
        assertThat(Files.mismatch(opened, folder.resolve("bid.pdf"))).isEqualTo(-1);
    }

    @Test
    void segments_areReadAlone_inAnyOrder() throws IOException {
        Path envelope = sealed(3 * SEGMENT + 10);
        byte[] plain = Files.readAllBytes(folder.resolve("bid.pdf"));
        try (EnvelopeReader reader = EnvelopeReader.of(envelope)) {
            EnvelopeHeader header = reader.header();
            ContentKey key = header.contentKey(List.of(unwrap(header, bidder, bidderSerial)));
            assertThat(reader.segmentCount()).isEqualTo(4);
            assertThat(reader.plainSize()).isEqualTo(plain.length);
            for (int i : new int[] {3, 0, 2, 1}) {
                assertThat(reader.segment(key, i))
                        .isEqualTo(
                                Arrays.copyOfRange(
                                        plain,
                                        i * SEGMENT,
                                        Math.min(plain.length, (i + 1) * SEGMENT)));
            }
            refused(() -> reader.segment(key, 4));
            refused(() -> reader.segment(key, -1));
        }
    }

    @Test
    void twoLayers_needBoth() throws IOException {
        Path out = folder.resolve("two.bze");
        EnvelopeWriter.Sealed sealed =
                EnvelopeWriter.seal(
                        file(1000),
                        out,
                        TENDER,
                        List.of(bidderRecipient(), platformRecipient()),
                        Progress.none());
        assertThat(sealed.size()).isEqualTo(Files.size(out));
        try (EnvelopeReader reader = EnvelopeReader.of(out)) {
            EnvelopeHeader header = reader.header();
            LayerSecret one = unwrap(header, bidder, bidderSerial);
            LayerSecret two = unwrap(header, platform, platformSerial);
            assertThat(header.layers()).isEqualTo(2);
            refused(() -> header.contentKey(List.of(one)));
            refused(() -> header.contentKey(List.of(two)));
            refused(() -> header.contentKey(List.of(one, one, two)));
            ContentKey key = header.contentKey(List.of(two, one));
            assertThat(reader.segment(key, 0))
                    .isEqualTo(Files.readAllBytes(folder.resolve("bid.pdf")));
            byte[] salted = Sm3.digest(key.salt(), Files.readAllBytes(folder.resolve("bid.pdf")));
            assertThat(salted)
                    .isEqualTo(
                            Sm3.digest(
                                    sealed.key().salt(),
                                    Files.readAllBytes(folder.resolve("bid.pdf"))));
        }
    }

    @Test
    void platformLayerAlone_isNoEnvelope() {
        refused(() ->
                EnvelopeWriter.seal(
                        file(1),
                        folder.resolve("x"),
                        TENDER,
                        List.of(platformRecipient()),
                        Progress.none()));
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void wrappedKey_ofAnotherTenderOrRecipient_isRefused() throws IOException {
        try (EnvelopeReader reader = EnvelopeReader.of(sealed(10))) {
            WrappedKey wrapped = reader.header().wrappedKeys().get(0);
            byte[] opened = bidder.decrypt(wrapped.ciphertext());
            for (Tender other :
                    List.of(
                            new Tender("AG-2026-0018", "标段一", "ANSTEEL"),
                            new Tender("AG-2026-0017", "标段二", "ANSTEEL"),
                            new Tender("AG-2026-0017", "标段一", "OTHER"))) {
                refused(() -> LayerSecret.of(other, wrapped, opened.clone()));
            }
            WrappedKey foreign =
                    new WrappedKey(SerialNumber.random(), wrapped.layer(), wrapped.ciphertextHex());
            refused(() -> LayerSecret.of(TENDER, foreign, opened.clone()));
            refused(() -> LayerSecret.of(TENDER, wrapped, Arrays.copyOf(opened, 63)));
        }
    }

    @Test
    void keyOfAnotherEnvelope_isNotWhatTheHeaderCommitsTo() throws IOException {
        Path one = sealed(10);
        LayerSecret foreign;
        try (EnvelopeReader reader = EnvelopeReader.of(one)) {
            foreign = unwrap(reader.header(), bidder, bidderSerial);
        }
        try (EnvelopeReader reader = EnvelopeReader.of(sealed(10))) {
            refused(() -> reader.header().contentKey(List.of(foreign)));
        }
    }

    @Test
    void everyChangedByte_isRefused_andNothingAppears() throws IOException {
        byte[] good = Files.readAllBytes(sealed(200));
        Path bad = folder.resolve("bad.bze");
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= 1;
            Files.write(bad, changed);
            refused(() -> open(bad));
        }
        assertThat(folder.resolve("opened.pdf")).doesNotExist();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).noneMatch(it -> it.toString().endsWith(".part"));
        }
    }

    @Test
    void truncatedExtendedReorderedSwapped_areRefused() throws IOException {
        byte[] good = Files.readAllBytes(sealed(3 * SEGMENT));
        int sealedSegment = SEGMENT + 16;
        int base = good.length - 3 * sealedSegment;
        Path bad = folder.resolve("bad.bze");
        for (int length :
                new int[] {
                    0,
                    7,
                    12,
                    base - 1,
                    base,
                    base + 15,
                    base + sealedSegment,
                    base + 2 * sealedSegment,
                    good.length - 1,
                    base + sealedSegment + 16
                }) {
            Files.write(bad, Arrays.copyOf(good, length));
            refused(() -> open(bad));
        }
        Files.write(bad, Arrays.copyOf(good, good.length + 1));
        refused(() -> open(bad));
        Files.write(bad, Arrays.copyOf(good, good.length + 16));
        refused(() -> open(bad));
        byte[] reordered = good.clone();
        System.arraycopy(good, base, reordered, base + sealedSegment, sealedSegment);
        System.arraycopy(good, base + sealedSegment, reordered, base, sealedSegment);
        Files.write(bad, reordered);
        refused(() -> open(bad));
        byte[] other = Files.readAllBytes(sealed(3 * SEGMENT));
        System.arraycopy(good, base, other, other.length - 3 * sealedSegment, sealedSegment);
        Files.write(bad, other);
        refused(() -> open(bad));
    }

    @Test
    void progress_reachesTheEnd() throws IOException {
        AtomicLong most = new AtomicLong();
        EnvelopeWriter.seal(
                file(3 * SEGMENT + 1),
                folder.resolve("p.bze"),
                TENDER,
                List.of(bidderRecipient()),
                (done, total) -> {
                    assertThat(total).isEqualTo(3L * SEGMENT + 1);
                    most.accumulateAndGet(done, Math::max);
                });
        assertThat(most).hasValue(3L * SEGMENT + 1);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(CryptoException.class);
    }
}
