package cn.biaozhengtong.seal.document;

import cn.biaozhengtong.crypto.Aead;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.RunningDigest;
import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.objects.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The files of documents: each piece an object of its own, sealed with SM4-GCM under a key of its
/// document alone, which lies sealed in the document's row. A piece opens in its own place only.
/// Memory holds one piece at a time.
@Component
public class DocumentFiles {
    /// As it was uploaded.
    public static final String ORIGINAL = "original";

    private static final Logger LOG = LoggerFactory.getLogger(DocumentFiles.class);

    private final ObjectStore objects;
    private final FieldCipher cipher;
    private final Pieces pieces;

    DocumentFiles(ObjectStore objects, FieldCipher cipher, Pieces pieces) {
        this.objects = objects;
        this.cipher = cipher;
        this.pieces = pieces;
    }

    /// A new key, as it lies in the row.
    String key(DocumentId id) {
        try (SecretBytes key = SecretBytes.random(Aead.KEY_LENGTH)) {
            return cipher.sealBytes(key.expose(), place(id));
        }
    }

    private static String place(DocumentId id) {
        return "document.key:" + id;
    }

    private Aead aead(Document of) {
        if (of.state() == DocumentState.deleted) {
            throw DocumentProblem.document_deleted.exception();
        }
        byte[] key = cipher.openBytes(of.keySealed(), place(of.documentId()));
        return Aead.of(SecretBytes.copyOf(key));
    }

    /// Stored before it returns; it counts when it is entered in [Pieces].
    Pieces.Piece put(Document of, String file, int number, byte[] content) {
        String key = UUID.randomUUID().toString();
        objects.put(key, aead(of).seal(content, bound(of, file, number)));
        return new Pieces.Piece(number, key, Sm3.hex(content), content.length);
    }

    private static byte[] bound(Document of, String file, int number) {
        return (of.getId() + "/" + file + "/" + number).getBytes(StandardCharsets.UTF_8);
    }

    /// Keeps a file beside the document's others.
    public void keep(Document of, String file, Path content) {
        try (InputStream in = Files.newInputStream(content)) {
            int number = 0;
            for (byte[] piece = in.readNBytes(Document.PART);
                    piece.length > 0;
                    piece = in.readNBytes(Document.PART)) {
                Pieces.Piece made = put(of, file, number, piece);
                if (!pieces.enter(of.documentId(), file, made)) {
                    drop(made);
                }
                number++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether a file begins with the whole document as it was uploaded, as a PDF does that was
    /// saved incrementally: whoever made it may have made another.
    public boolean begins(Document of, Path file) {
        RunningDigest digest = RunningDigest.of(Suite.sm2);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = new byte[1 << 16];
            long left = of.bytes();
            int read = 0;
            while (left > 0 && read >= 0) {
                digest.update(piece, 0, read);
                read = in.read(piece, 0, (int) Math.min(piece.length, left));
                left -= Math.max(read, 0);
            }
            digest.update(piece, 0, Math.max(read, 0));
            return left == 0 && HexFormat.of().formatHex(digest.finish()).equals(of.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As it was uploaded, whatever became of what is stored.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException `document_changed`
    public void fetchOriginal(Document of, Path into) {
        RunningDigest digest = RunningDigest.of(Suite.sm2);
        fetch(of, ORIGINAL, into, piece -> digest.update(piece, 0, piece.length));
        if (!HexFormat.of().formatHex(digest.finish()).equals(of.digest())) {
            throw DocumentProblem.document_changed.exception();
        }
    }

    /// As we kept it; what was altered since does not open.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException `document_changed`
    public void fetch(Document of, String file, Path into) {
        fetch(of, file, into, piece -> {});
    }

    private void fetch(Document of, String file, Path into, Consumer<byte[]> seen) {
        Aead aead = aead(of);
        try (OutputStream out = Files.newOutputStream(into)) {
            for (Pieces.Piece it : pieces.of(of.documentId(), file)) {
                byte[] plain = opened(of, file, it, aead);
                seen.accept(plain);
                out.write(plain);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What was altered where it lies does not open.
    private byte[] opened(Document of, String file, Pieces.Piece it, Aead aead) {
        try {
            return aead.open(objects.get(it.key()), bound(of, file, it.number()));
        } catch (CryptoException e) {
            LOG.error("piece {} of {} of document {} is altered", it.number(), file, of.getId());
            throw DocumentProblem.document_changed.exception();
        }
    }

    /// Reads a file, a piece at a time.
    public InputStream read(Document of, String file) {
        Aead aead = aead(of);
        Iterator<InputStream> each =
                pieces.of(of.documentId(), file).stream()
                        .map(it ->
                                (InputStream) new ByteArrayInputStream(opened(of, file, it, aead)))
                        .iterator();
        return new SequenceInputStream(
                new Enumeration<>() {
                    @Override
                    public boolean hasMoreElements() {
                        return each.hasNext();
                    }

                    @Override
                    public InputStream nextElement() {
                        return each.next();
                    }
                });
    }

    /// An object that never counted.
    void drop(Pieces.Piece it) {
        objects.delete(it.key());
    }

    public boolean has(DocumentId of, String file) {
        return !pieces.of(of, file).isEmpty();
    }

    public long length(DocumentId of, String file) {
        return pieces.of(of, file).stream().mapToLong(Pieces.Piece::bytes).sum();
    }

    /// One file of a document.
    public void delete(DocumentId of, String file) {
        pieces.of(of, file).forEach(it -> objects.delete(it.key()));
        pieces.forget(of, file);
    }

    /// Objects first: what is left behind by a death is found by the next.
    void deleteAll(DocumentId of) {
        List<Pieces.Piece> all = new ArrayList<>(pieces.of(of));
        all.forEach(it -> objects.delete(it.key()));
        pieces.forget(of);
    }
}
