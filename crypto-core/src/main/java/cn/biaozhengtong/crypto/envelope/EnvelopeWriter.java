package cn.biaozhengtong.crypto.envelope;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.internal.OutputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Encrypts a file to recipients: confidential to them, bound to one tender, committed to one key.
///
/// Layout: `BZTENV1\n` (8 bytes) ‖ length of the header (4, big-endian) ‖ [EnvelopeHeader] ‖
/// segments of 1 MiB and their tags. A fresh key per envelope; heap and buffers do not grow with
/// the file. The output appears under its name when it is whole, or not at all.
public final class EnvelopeWriter {
    static final byte[] MAGIC = "BZTENV1\n".getBytes(StandardCharsets.US_ASCII);
    static final int INTRO = MAGIC.length + 4;

    private static final SecureRandom RANDOM = new SecureRandom();

    private EnvelopeWriter() {}

    /// @param header what was written before the segments
    /// @param key for a manifest's salted hash; wiped by nobody, so drop it soon
    /// @param size of the envelope in bytes
    public record Sealed(EnvelopeHeader header, ContentKey key, long size) {}

    /// @throws CryptoException when there are no recipients, or only some layers' recipients
    /// @throws IOException when the file cannot be read or the envelope not written
    public static Sealed seal(
            Path file, Path envelope, Tender tender, List<Recipient> recipients, Progress progress)
            throws IOException {
        if (recipients.stream().noneMatch(it -> it.layer() == Layer.bidder)) {
            throw new CryptoException(Reason.malformed);
        }
        Map<Layer, LayerSecret> secrets = new EnumMap<>(Layer.class);
        recipients.forEach(it -> secrets.computeIfAbsent(it.layer(), LayerSecret::fresh));
        byte[] prefix = new byte[EnvelopeHeader.PREFIX];
        RANDOM.nextBytes(prefix);
        ContentKey key = ContentKey.derive(secrets.size(), secrets.values(), prefix);
        List<WrappedKey> wrapped =
                recipients.stream().map(it -> wrap(tender, it, secrets)).toList();
        EnvelopeHeader header = EnvelopeHeader.make(tender, prefix, key, wrapped);
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
                OutputFile out = OutputFile.at(envelope)) {
            byte[] encoded = header.encoded();
            ByteBuffer intro = ByteBuffer.allocate(INTRO + encoded.length);
            intro.put(MAGIC).putInt(encoded.length).put(encoded).flip();
            while (intro.hasRemaining()) {
                out.channel().write(intro);
            }
            Segments segments = Segments.ofPlain(in.size());
            new Workers(header, key, segments, progress)
                    .seal(in, out.channel(), INTRO + encoded.length);
            long size = out.channel().size();
            out.finish();
            return new Sealed(header, key, size);
        }
    }

    private static WrappedKey wrap(
            Tender tender, Recipient recipient, Map<Layer, LayerSecret> secrets) {
        LayerSecret secret = secrets.get(recipient.layer());
        if (secret == null) {
            throw new CryptoException(Reason.internal);
        }
        return WrappedKey.wrap(tender, recipient, secret.expose());
    }
}
