package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.Sm3;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Documents to be sealed: uploaded in parts, fetched when the seal is in. Never the documents of a
/// bid before its opening: those are sealed with the stamping library, where they are.
public final class Documents {
    private final ServiceCalls calls;

    Documents(ServiceCalls calls) {
        this.calls = calls;
    }

    /// Uploads a PDF or OFD of at most 512 MiB; a call that is cut off goes on where it was.
    ///
    /// @throws ScanException with the problem's type when it cannot be sealed, such as a PDF with
    ///   scripts in it
    public HostedDocument upload(Path file, String title) throws IOException {
        return upload(file, title, Baseline.b_t);
    }

    /// As [#upload(Path, String)], completed with more.
    public HostedDocument upload(Path file, String title, Baseline baseline) throws IOException {
        String format = format(file);
        String digest = digest(file);
        long size = Files.size(file);
        Map<String, Object> begun =
                calls.post(
                        "/rp/v1/documents",
                        Map.of(
                                "title", title,
                                "format", format,
                                "size", size,
                                "digest", digest,
                                "baseline", baseline.name()));
        String id = Json.text(begun, "documentId");
        parts(file, id, Integer.parseInt(String.valueOf(begun.get("partSize"))));
        Map<String, Object> done = calls.post("/rp/v1/documents/" + id + "/complete", Map.of());
        return new HostedDocument(
                id,
                title,
                format,
                digest,
                Integer.parseInt(String.valueOf(done.get("pages"))),
                size);
    }

    private void parts(Path file, String id, int size) throws IOException {
        Set<String> there =
                Json.list(calls.get("/rp/v1/documents/" + id), "parts").stream()
                        .map(String::valueOf)
                        .collect(Collectors.toSet());
        try (InputStream in = Files.newInputStream(file)) {
            byte[] part = in.readNBytes(size);
            for (int n = 0; part.length > 0; n++) {
                if (!there.contains(Integer.toString(n))) {
                    calls.putBytes("/rp/v1/documents/" + id + "/parts/" + n, part);
                }
                part = in.readNBytes(size);
            }
        }
    }

    /// Fetches the sealed file, and checks that all of a PDF is as it was uploaded, with the seal
    /// behind it.
    ///
    /// @param target written at once or not at all
    /// @throws ScanException 409 while the seal is not in
    public void sealed(HostedDocument document, Path target) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        calls.download("/rp/v1/documents/" + document.id() + "/stamped", part);
        if (document.format().equals("pdf") && !begins(part, document)) {
            Files.deleteIfExists(part);
            throw new ScanException(200, "", "the sealed file is not the one that was uploaded");
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Takes its last seal back (撤章), before the bid is submitted; what was uploaded is the
    /// document again. The sealed file is not given out any more, and whoever verifies a copy is
    /// told.
    ///
    /// @param reason for the enterprise, and for who verifies
    /// @throws ScanException 404 when it has no seal, 409 when that was taken back already
    public void withdraw(HostedDocument document, String reason) throws IOException {
        calls.post("/rp/v1/documents/" + document.id() + "/withdrawal", Map.of("reason", reason));
    }

    /// Incremental saving leaves what was there as it was.
    private static boolean begins(Path file, HostedDocument with) throws IOException {
        try (InputStream in = new Beginning(Files.newInputStream(file), with.size())) {
            return hex(Sm3.digest(in)).equals(with.digest());
        }
    }

    static String format(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(2);
            return head.length == 2 && head[0] == 'P' && head[1] == 'K' ? "ofd" : "pdf";
        }
    }

    static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return hex(Sm3.digest(in));
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /// The first bytes of another stream.
    private static final class Beginning extends FilterInputStream {
        private long left;

        Beginning(InputStream in, long length) {
            super(in);
            left = length;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? super.read() : -1;
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int n = super.read(into, from, (int) Math.min(count, left));
            left -= Math.max(0, n);
            return n;
        }
    }
}
