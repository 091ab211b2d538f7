package cn.biaozhengtong.stamping.ofd.container;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;

/// A ZIP that has one reading: one directory, each path once, each file where it says, nothing
/// between. Holds an open file; contents are read piece by piece.
///
/// What is malformed is a [ZipException], which the library's doors make a refusal of.
public final class Container implements AutoCloseable {
    private final FileChannel file;
    private final List<Entry> entries;
    private final Map<String, Entry> byPath = new HashMap<>();
    private final Limits limits;
    private final long directory;

    private Container(FileChannel file, Limits limits) throws IOException, RefusedException {
        this.file = file;
        this.limits = limits;
        if (file.size() > limits.file()) {
            throw new RefusedException(Refusal.too_large, "file");
        }
        ZipEnd end = ZipEnd.find(file);
        this.directory = end.offset();
        this.entries =
                LocalHeaders.locate(file, ZipDirectory.read(file, end, limits), end.offset());
        index();
    }

    /// @throws RefusedException too large, or encrypted
    public static Container open(Path path, Limits limits) throws IOException, RefusedException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new Container(file, limits);
        } catch (IOException | RefusedException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// A path counts once, whatever its case and form of Unicode: a reader on another system would
    /// open another file.
    private void index() throws ZipException, RefusedException {
        Set<String> folded = new HashSet<>();
        long inside = 0;
        long packed = entries.stream().mapToLong(Entry::packed).sum();
        for (Entry it : entries) {
            String plain =
                    it.isFolder() ? it.path().substring(0, it.path().length() - 1) : it.path();
            if (!folded.add(
                    Normalizer.normalize(plain, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))) {
                throw new ZipException("a path twice");
            }
            byPath.put(it.path(), it);
            inside += it.length();
            if (inside < 0 || !limits.allow(packed, inside)) {
                throw new RefusedException(Refusal.too_large, "inflated");
            }
        }
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /// @param path absolute
    public Optional<Entry> find(String path) {
        return Optional.ofNullable(byPath.get(path)).filter(it -> !it.isFolder());
    }

    /// Its content; its length and CRC-32 are judged when it ends.
    public InputStream read(Entry entry) {
        InputStream packed = packed(entry);
        return new Content(entry.method() == 0 ? packed : new Inflating(packed), entry);
    }

    /// Its bytes as they lie there.
    InputStream packed(Entry entry) {
        return new Window(file, entry.data(), entry.packed());
    }

    /// A whole content.
    ///
    /// @throws RefusedException when it is larger than one part may be
    public byte[] bytes(Entry entry) throws IOException, RefusedException {
        if (entry.length() > limits.part()) {
            throw new RefusedException(Refusal.too_large, "part");
        }
        try (InputStream in = read(entry)) {
            return in.readAllBytes();
        }
    }

    /// Bytes that one XML may have.
    public int partLimit() {
        return limits.part();
    }

    /// Where the directory begins, after the last file.
    long directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
