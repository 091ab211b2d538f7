package cn.biaozhengtong.crypto.envelope;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.internal.FileDigests;
import cn.biaozhengtong.crypto.internal.Framed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/// What a bidder signs and sends of an envelope before the opening: it binds him to the envelope
/// and to the file inside, and tells nothing of the file.
///
/// A plain digest of the file could be guessed where the file is a filled form; so the file's
/// digest is salted with 32 bytes that only the envelope's key gives.
///
/// @param size of the envelope in bytes
/// @param envelopeHash SM3 of the envelope, 64 hexadecimal characters
/// @param fileHash SM3 of salt and file, 64 hexadecimal characters
public record Manifest(Tender tender, long size, String envelopeHash, String fileHash) {
    private static final String TAG = "bzt/manifest/v1";

    public Manifest {
        boolean sane =
                size > 0
                        && envelopeHash.matches("[0-9a-f]{64}")
                        && fileHash.matches("[0-9a-f]{64}");
        if (!sane) {
            throw new CryptoException(Reason.malformed);
        }
    }

    /// Reads both files whole.
    public static Manifest of(EnvelopeWriter.Sealed sealed, Path envelope, Path file)
            throws IOException {
        return new Manifest(
                sealed.header().tender(),
                sealed.size(),
                hex(envelope),
                hex(file, sealed.key().salt()));
    }

    private static String hex(Path file, byte[]... prefix) throws IOException {
        return HexFormat.of().formatHex(FileDigests.of(Suite.sm2, file, prefix));
    }

    /// The bytes that are signed: the tag, then tender, lot, platform, size and both digests, each
    /// framed as in [cn.biaozhengtong.crypto.SignedContext].
    public Preimage preimage() {
        return Preimage.of(
                Framed.of(
                        TAG,
                        List.of(
                                tender.tender(),
                                tender.lot(),
                                tender.platformCode(),
                                Long.toString(size),
                                envelopeHash,
                                fileHash)));
    }

    /// What a platform checks when an envelope arrives.
    ///
    /// @throws CryptoException when it is another envelope
    public void mustBeOf(Path envelope) throws IOException {
        must(Files.size(envelope) == size && same(envelopeHash, hex(envelope)));
    }

    /// What is checked at the opening.
    ///
    /// @throws CryptoException when another file came out
    public void mustBeOf(Path file, ContentKey key) throws IOException {
        must(same(fileHash, hex(file, key.salt())));
    }

    private static boolean same(String one, String two) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), two.getBytes(StandardCharsets.US_ASCII));
    }

    private static void must(boolean good) {
        if (!good) {
            throw new CryptoException(Reason.bad_signature);
        }
    }
}
