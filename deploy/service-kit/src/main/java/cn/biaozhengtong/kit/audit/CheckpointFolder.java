package cn.biaozhengtong.kit.audit;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.evidence.AuditCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Signed checkpoints as files outside the database, each written once and never again:
/// `<service>-<sequence, 19 digits>.txt`.
final class CheckpointFolder {
    private final Path folder;
    private final String service;
    private final ChainVerifier trust;

    CheckpointFolder(Path folder, String service, ChainVerifier trust) {
        this.folder = folder;
        this.service = service;
        this.trust = trust;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The newest, verified.
    ///
    /// @throws BrokenAuditLog when its file is not what this service signed
    Optional<AuditCheckpoint> newest() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            it -> it.getFileName().toString().matches(service + "-[0-9]{19}\\.txt"))
                    .max(Comparator.comparing(it -> it.getFileName().toString()))
                    .map(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// That of an entry, verified.
    Optional<AuditCheckpoint> of(long sequence) {
        Path file = file(sequence);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private AuditCheckpoint read(Path file) {
        try {
            AuditCheckpoint it = AuditCheckpoint.verified(Files.readString(file), trust);
            if (!it.service().equals(service) || !file.equals(file(it.sequence()))) {
                throw new BrokenAuditLog(file + " is the checkpoint of something else");
            }
            return it;
        } catch (CryptoException e) {
            throw new BrokenAuditLog(file + " is not what this service signed", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes whole or not at all, and never over another; one that stands there must say the same.
    ///
    /// @throws BrokenAuditLog when it says something else
    void add(AuditCheckpoint it, String signed) {
        Path file = file(it.sequence());
        try {
            Path aside =
                    Files.createTempFile(
                            folder,
                            ".new",
                            "",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(aside, signed);
                Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("r--r-----"));
                Files.createLink(file, aside);
            } catch (FileAlreadyExistsException e) {
                if (!read(file).hash().equals(it.hash())) {
                    throw new BrokenAuditLog(file + " states another hash than the log has", e);
                }
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(long sequence) {
        return folder.resolve("%s-%019d.txt".formatted(service, sequence));
    }
}
