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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
    private static final Tender TENDER = new Tender("AG-1", "1", "ANSTEEL");

    private final Sm2KeyPair key = Sm2KeyPair.generate();

    @TempDir private Path folder;

    private EnvelopeWriter.Sealed seal(Path file, Path envelope) throws IOException {
        Recipient to = new Recipient(SerialNumber.random(), key.publicKey(), Layer.bidder);
        return EnvelopeWriter.seal(file, envelope, TENDER, List.of(to), Progress.none());
    }

    @Test
    void manifest_bindsEnvelopeAndFile_andTellsNothingOfTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("price"), "报价 1000000 元");
        Path envelope = folder.resolve("one");
        EnvelopeWriter.Sealed sealed = seal(file, envelope);
        Manifest manifest = Manifest.of(sealed, envelope, file);
        manifest.mustBeOf(envelope);

        // As the platform does at the opening, with the key that came out of the envelope.
        try (EnvelopeReader reader = EnvelopeReader.of(envelope)) {
            WrappedKey wrapped = reader.header().wrappedKeys().get(0);
            ContentKey opened =
                    reader.header()
                            .contentKey(
                                    List.of(
                                            LayerSecret.of(
                                                    TENDER,
                                                    wrapped,
                                                    key.decrypt(wrapped.ciphertext()))));
            Path out = folder.resolve("out");
            reader.open(opened, out, Progress.none());
            manifest.mustBeOf(out, opened);
            Files.writeString(out, "报价 9000000 元");
            assertThatThrownBy(() -> manifest.mustBeOf(out, opened))
                    .isInstanceOf(CryptoException.class);
        }
        // Whoever guesses the file cannot confirm it, and the same file has another digest again.
        assertThat(manifest.fileHash()).isNotEqualTo(Sm3.hex(Files.readAllBytes(file)));
        Path other = folder.resolve("two");
        Manifest second = Manifest.of(seal(file, other), other, file);
        assertThat(second.fileHash()).isNotEqualTo(manifest.fileHash());
        assertThatThrownBy(() -> manifest.mustBeOf(other)).isInstanceOf(CryptoException.class);
        assertThat(second.preimage()).isNotEqualTo(manifest.preimage());
    }
}
