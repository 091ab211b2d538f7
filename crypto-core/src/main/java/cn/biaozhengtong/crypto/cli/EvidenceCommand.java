package cn.biaozhengtong.crypto.cli;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.evidence.AuditChain;
import cn.biaozhengtong.crypto.evidence.AuditCheckpoint;
import cn.biaozhengtong.crypto.evidence.AuditFile;
import cn.biaozhengtong.crypto.evidence.MerkleTree;
import cn.biaozhengtong.crypto.evidence.UseRecord;
import cn.biaozhengtong.crypto.session.EvidencePackage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "evidence", description = "Verifies audit logs and proofs of append-only logs.")
final class EvidenceCommand {
    @Command(
            name = "verify",
            description = "Verifies an exported audit log from its first entry to its head.")
    int verify(
            @Parameters(paramLabel = "LOG", description = "Lines as AuditFile describes them")
                    Path file,
            @Option(
                            names = "--head",
                            required = true,
                            description = "SEQUENCE:HASH as a checkpoint states it")
                    String head)
            throws IOException {
        String[] parts = head.split(":", 2);
        if (parts.length != 2 || !parts[0].matches("[0-9]{1,18}")) {
            throw new CryptoException(Reason.malformed);
        }
        try (Stream<AuditChain.Entry> entries = AuditFile.read(file)) {
            Optional<Long> broken =
                    AuditChain.firstBroken(entries::iterator, Long.parseLong(parts[0]), parts[1]);
            System.out.println(
                    broken.map(it -> "broken: entry " + it + " does not follow, or is missing")
                            .orElse("good: " + parts[0] + " entries to the head"));
            return broken.isPresent() ? 1 : 0;
        }
    }

    @Command(
            name = "audit",
            description = {
                "Verifies an exported audit log against signed checkpoints, with public keys only:",
                "the signatures, that all are of one service, and that the log leads through each."
            })
    int audit(
            @Parameters(paramLabel = "LOG", description = "Lines as AuditFile describes them")
                    Path file,
            @Option(
                            names = "--checkpoint",
                            required = true,
                            description = "A file, or a folder of files; may repeat.")
                    List<Path> checkpoints,
            @Option(names = "--root", required = true, description = "Trusted certificate.")
                    Path root)
            throws IOException {
        ChainVerifier trust = ChainVerifier.trusting(CertificateFiles.read(root));
        List<AuditCheckpoint> said = new ArrayList<>();
        for (Path it : files(checkpoints)) {
            said.add(AuditCheckpoint.verified(Files.readString(it), trust));
        }
        boolean oneService = said.stream().map(AuditCheckpoint::service).distinct().count() == 1;
        if (!oneService) {
            throw new CryptoException(Reason.wrong_purpose);
        }
        try (Stream<AuditChain.Entry> entries = AuditFile.read(file)) {
            Optional<Long> broken = AuditChain.firstBroken(entries::iterator, said);
            System.out.println(
                    broken.map(it -> "broken: entry " + it + " does not follow, or is missing")
                            .orElse(
                                    "good: %s, through %d checkpoints"
                                            .formatted(said.get(0).service(), said.size())));
            return broken.isPresent() ? 1 : 0;
        }
    }

    private static List<Path> files(List<Path> given) throws IOException {
        List<Path> out = new ArrayList<>();
        for (Path it : given) {
            if (Files.isDirectory(it)) {
                try (Stream<Path> inside = Files.list(it)) {
                    inside.filter(f -> f.toString().endsWith(".txt")).sorted().forEach(out::add);
                }
            } else {
                out.add(it);
            }
        }
        return out;
    }

    @Command(
            name = "session",
            description = "Verifies the evidence package of a scan session, offline.")
    int session(
            @Parameters(paramLabel = "ZIP", description = "As the service gave it out") Path zip,
            @Option(names = "--root", required = true, description = "Trusted certificate.")
                    Path root)
            throws IOException {
        EvidencePackage.Verified it;
        try (InputStream in = Files.newInputStream(zip)) {
            it = EvidencePackage.read(in).verify(CertificateFiles.read(root));
        }
        SignedContext context = it.evidence().context();
        System.out.println(
                "good: %s at %s, %s, by %s (%s), signed %s, stamped %s%s"
                        .formatted(
                                context.kind(),
                                context.platformName(),
                                it.evidence().content().purpose(),
                                it.evidence().certificate().subject().organization(),
                                context.uscc(),
                                it.signedAt(),
                                it.stampedAt(),
                                it.late() ? " (late)" : ""));
        return 0;
    }

    @Command(name = "inclusion", description = "Verifies that an entry is in a log.")
    int inclusion(
            @Parameters(paramLabel = "ENTRY", description = "The entry's bytes") Path entry,
            @Option(names = "--index", required = true) long index,
            @Option(names = "--size", required = true) long size,
            @Option(names = "--root-hash", required = true) String root,
            @Option(names = "--node", description = "Of the proof, in order; may repeat.")
                    @Nullable List<String> nodes)
            throws IOException {
        byte[] leaf = MerkleTree.leafHash(Files.readAllBytes(entry));
        MerkleTree.verifyInclusion(leaf, index, size, hashes(nodes), hash(root));
        System.out.println("good: entry " + index + " of " + size);
        return 0;
    }

    @Command(
            name = "seal-use",
            description = {
                "Verifies that the use of a seal, or its being taken back, is in the transparency log,",
                "and says what was recorded."
            })
    int sealUse(
            @Parameters(paramLabel = "RECORD", description = "As the administrator's list has it")
                    Path record,
            @Option(names = "--index", required = true) long index,
            @Option(names = "--size", required = true) long size,
            @Option(names = "--root-hash", required = true) String root,
            @Option(names = "--node", description = "Of the proof, in order; may repeat.")
                    @Nullable List<String> nodes)
            throws IOException {
        UseRecord it = UseRecord.parse(Files.readString(record));
        byte[] leaf = MerkleTree.leafHash(UseRecord.entry(it.kind(), it.digest()));
        MerkleTree.verifyInclusion(leaf, index, size, hashes(nodes), hash(root));
        System.out.println("good: entry " + index + " of " + size);
        System.out.print(it.text());
        return 0;
    }

    @Command(name = "consistency", description = "Verifies that a log only grew.")
    int consistency(
            @Option(names = "--old-size", required = true) long oldSize,
            @Option(names = "--old-hash", required = true) String oldRoot,
            @Option(names = "--size", required = true) long size,
            @Option(names = "--root-hash", required = true) String root,
            @Option(names = "--node", description = "Of the proof, in order; may repeat.")
                    @Nullable List<String> nodes) {
        MerkleTree.verifyConsistency(oldSize, hash(oldRoot), size, hash(root), hashes(nodes));
        System.out.println("good: " + oldSize + " entries are the first of " + size);
        return 0;
    }

    private static List<byte[]> hashes(@Nullable List<String> hex) {
        List<byte[]> out = new ArrayList<>();
        for (String it : hex == null ? List.<String>of() : hex) {
            out.add(hash(it));
        }
        return out;
    }

    private static byte[] hash(String hex) {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new CryptoException(Reason.malformed);
        }
        return HexFormat.of().parseHex(hex);
    }
}
