package cn.biaozhengtong.crypto.cli;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.evidence.AuditChain;
import cn.biaozhengtong.crypto.evidence.AuditFile;
import cn.biaozhengtong.crypto.evidence.MerkleTree;
import cn.biaozhengtong.crypto.session.SessionEvidence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "evidence", description = "Verifies audit logs and proofs of append-only logs.")
final class EvidenceCommand {
    private static final int MAX_FILES = 20;
    private static final int MAX_FILE = 4 << 20;

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
            name = "session",
            description = "Verifies the evidence package of a scan session, offline.")
    int session(
            @Parameters(paramLabel = "ZIP", description = "As the service gave it out") Path zip,
            @Option(names = "--root", required = true, description = "Trusted certificate.")
                    Path root)
            throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            ZipEntry entry = in.getNextEntry();
            while (entry != null && files.size() < MAX_FILES) {
                files.put(entry.getName(), in.readNBytes(MAX_FILE));
                entry = in.getNextEntry();
            }
        }
        SessionEvidence evidence = SessionEvidence.parse(file(files, "session.txt"));
        ChainVerifier trust =
                ChainVerifier.trusting(CertificateFiles.read(root))
                        .knowing(
                                Certificate.parsePems(
                                        new String(
                                                file(files, "chain.pem"),
                                                StandardCharsets.US_ASCII)));
        Instant at = evidence.verify(trust, file(files, "ocsp.der"), file(files, "timestamp.der"));
        System.out.println(
                "good: %s at %s, %s, by %s (%s), stamped %s"
                        .formatted(
                                evidence.content().kind(),
                                evidence.context().platformName(),
                                evidence.content().purpose(),
                                evidence.certificate().subject().organization(),
                                evidence.context().uscc(),
                                at));
        return 0;
    }

    private static byte[] file(Map<String, byte[]> files, String name) {
        byte[] found = files.get(name);
        if (found == null) {
            throw new CryptoException(Reason.malformed);
        }
        return found;
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
