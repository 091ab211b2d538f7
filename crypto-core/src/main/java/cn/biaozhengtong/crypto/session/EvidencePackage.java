package cn.biaozhengtong.crypto.session;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.StatusStatement;
import cn.biaozhengtong.crypto.evidence.MerklePath;
import cn.biaozhengtong.crypto.evidence.MerkleTree;
import cn.biaozhengtong.crypto.internal.Framed;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// A completed session as one file that proves itself offline, given the root alone: who signed
/// what he was shown, that his certificate was good at that moment, and that all of it existed at a
/// stamped time. Nothing that can be read in it is outside of the stamp.
///
/// A zip of `session.txt` ([SessionEvidence]), `ocsp.der` ([StatusStatement]), `chain.pem` (the
/// certificates from the issuer to the root), `root.crl` (the root's list, DER) and, under the
/// stamp's own names, `path.txt` ([MerklePath]) and `timestamp.der` (an RFC 3161 token over the
/// root that the path leads to). The leaf is over the name and `SM3` of every other file:
/// deploy/docs/evidence.md.
public final class EvidencePackage {
    public static final String TEXT = "session.txt";
    public static final String STATUS = "ocsp.der";
    public static final String CHAIN = "chain.pem";
    public static final String ROOT_LIST = "root.crl";
    public static final String PATH = "path.txt";
    public static final String STAMP = "timestamp.der";

    private static final String TAG = "bzt/evidence-files/v1";
    private static final int MAX_FILE = 4 << 20;
    private static final int MAX_ZIP = 6 * MAX_FILE + 4096;
    private static final Set<String> COVERED = Set.of(TEXT, STATUS, CHAIN, ROOT_LIST);

    /// Between when the context was built and when its signatures were complete: a round lives two
    /// minutes.
    private static final Duration ROUND = Duration.ofMinutes(10);

    /// Clocks of two services.
    private static final Duration SKEW = Duration.ofSeconds(60);

    /// A stamp that comes later is marked: the time stamping authority was away.
    private static final Duration PROMPT = Duration.ofSeconds(60);

    /// `decrypt` ends when the keys are handed over, within the session's life.
    private static final Duration SESSION = Duration.ofHours(2);

    private final SortedMap<String, byte[]> files;

    private EvidencePackage(Map<String, byte[]> files) {
        this.files = new TreeMap<>(files);
    }

    /// What was found good.
    ///
    /// @param signedAt when the signatures were complete and their certificates good
    /// @param late whether the stamp came later than a minute after the session's end
    public record Verified(
            SessionEvidence evidence, Instant signedAt, Instant stampedAt, boolean late) {}

    /// `SM3(00 ‖ entry)`: what is stamped, or stands in the tree whose root is. The entry is the
    /// tag `bzt/evidence-files/v1` and, framed, the name and the `SM3` in hexadecimal of each file,
    /// by name.
    ///
    /// @param covered `session.txt`, `ocsp.der`, `chain.pem` and `root.crl`
    public static byte[] leaf(Map<String, byte[]> covered) {
        if (!covered.keySet().equals(COVERED)) {
            throw new CryptoException(Reason.malformed);
        }
        List<String> fields = new ArrayList<>();
        new TreeMap<>(covered)
                .forEach((name, content) -> fields.addAll(List.of(name, Sm3.hex(content))));
        return MerkleTree.leafHash(Framed.of(TAG, fields));
    }

    /// @param token DER
    public static EvidencePackage of(Map<String, byte[]> covered, MerklePath path, byte[] token) {
        leaf(covered);
        Map<String, byte[]> all = new TreeMap<>(covered);
        all.put(PATH, path.encoded());
        all.put(STAMP, token.clone());
        return new EvidencePackage(all);
    }

    /// Only the one form that [#zip] writes is read: programs differ in what they show of another
    /// (two directories, something before or behind, a name in one place and another in the other).
    ///
    /// @throws CryptoException when it is not in that form, a file is missing, too large or none of
    ///   ours
    public static EvidencePackage read(InputStream zip) throws IOException {
        byte[] bytes = zip.readNBytes(MAX_ZIP + 1);
        EvidencePackage it = new EvidencePackage(entries(bytes));
        if (bytes.length > MAX_ZIP || !Arrays.equals(bytes, it.zip())) {
            throw new CryptoException(Reason.malformed);
        }
        return it;
    }

    private static Map<String, byte[]> entries(byte[] zip) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry it = in.getNextEntry(); it != null; it = in.getNextEntry()) {
                byte[] content = in.readNBytes(MAX_FILE + 1);
                boolean ours =
                        COVERED.contains(it.getName())
                                || it.getName().equals(PATH)
                                || it.getName().equals(STAMP);
                if (!ours
                        || content.length > MAX_FILE
                        || files.put(it.getName(), content) != null) {
                    throw new CryptoException(Reason.malformed);
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new CryptoException(Reason.malformed, e);
        }
        if (files.size() != COVERED.size() + 2) {
            throw new CryptoException(Reason.malformed);
        }
        return files;
    }

    /// Always the same bytes for the same files: by name, stored and not compressed, of 1980.
    public byte[] zip() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                CRC32 sum = new CRC32();
                sum.update(file.getValue());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(file.getValue().length);
                entry.setCrc(sum.getValue());
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// Verifies all of it: stamp, signatures, certificates, status, and that the times fit.
    ///
    /// @throws CryptoException when anything is not as it must be
    public Verified verify(Certificate root) {
        ChainVerifier trust = ChainVerifier.trusting(root).knowing(chain());
        Map<String, byte[]> covered = new TreeMap<>(files);
        covered.keySet().retainAll(COVERED);
        byte[] stamped = MerklePath.parse(file(PATH)).root(leaf(covered));
        TimeStamp stamp = TimeStamp.canonical(TimeStamp.Token.of(file(STAMP)), stamped, trust);
        SessionEvidence it = SessionEvidence.parse(file(TEXT));
        List<Preimage> preimages = it.preimages();
        SessionSignatures.verify(preimages, it.context(), it.certificate(), it.signatures());
        StatusStatement status = StatusStatement.parse(file(STATUS));
        SessionSignatures.mustBeGood(
                it.context(),
                it.certificate(),
                it.encryption(),
                preimages,
                it.signatures(),
                status,
                trust,
                Crl.parse(file(ROOT_LIST)));
        return new Verified(it, status.at(), stamp.at(), isLate(it, status.at(), stamp.at()));
    }

    /// Nothing stands between, before or behind the certificates.
    private List<Certificate> chain() {
        List<Certificate> out =
                Certificate.parsePems(new String(file(CHAIN), StandardCharsets.US_ASCII));
        String plain = out.stream().map(Certificate::pem).collect(Collectors.joining());
        if (!Arrays.equals(plain.getBytes(StandardCharsets.US_ASCII), file(CHAIN))) {
            throw new CryptoException(Reason.malformed);
        }
        return out;
    }

    /// Shown, signed, ended, stamped: in this order, and close to each other.
    private static boolean isLate(SessionEvidence it, Instant signed, Instant stamped) {
        Instant ended = ended(it.transitions());
        Instant shown = it.context().instant();
        boolean fits =
                !signed.isBefore(shown.minus(SKEW))
                        && !signed.isAfter(shown.plus(ROUND))
                        && !ended.isBefore(signed.minus(SKEW))
                        && !ended.isAfter(signed.plus(opens(it) ? SESSION : SKEW))
                        && !stamped.isBefore(signed)
                        && !stamped.isBefore(ended.minus(SKEW));
        if (!fits) {
            throw new CryptoException(Reason.not_valid_now);
        }
        return stamped.isAfter(ended.plus(PROMPT));
    }

    private static boolean opens(SessionEvidence it) {
        return it.content().kind().equals("decrypt");
    }

    /// The last of changes that follow one another, and end well.
    private static Instant ended(List<SessionEvidence.Transition> changes) {
        for (int i = 1; i < changes.size(); i++) {
            boolean follows =
                    changes.get(i).version() > changes.get(i - 1).version()
                            && !changes.get(i).instant().isBefore(changes.get(i - 1).instant());
            if (!follows) {
                throw new CryptoException(Reason.malformed);
            }
        }
        SessionEvidence.Transition last = changes.get(changes.size() - 1);
        if (!last.state().equals("completed")) {
            throw new CryptoException(Reason.malformed);
        }
        return last.instant();
    }

    private byte[] file(String name) {
        byte[] found = files.get(name);
        if (found == null) {
            throw new CryptoException(Reason.malformed);
        }
        return found;
    }
}
