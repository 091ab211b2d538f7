package cn.biaozhengtong.sample;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.sdk.HostedDocument;
import cn.biaozhengtong.sdk.OpenSession;
import cn.biaozhengtong.sdk.ScanException;
import cn.biaozhengtong.sdk.SessionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// 文件盖章: a document comes from the page, gets the company's seal, and goes back.
final class StampRoom {
    private static final int MAX = 12 << 20;

    private final ScanDesk desk;
    private final Map<String, Stamped> sessions = new ConcurrentHashMap<>();
    private final Path folder;

    StampRoom(ScanDesk desk) throws IOException {
        this.desk = desk;
        this.folder = Files.createTempDirectory("sample-stamped");
    }

    /// @param account whose session it is: nobody else fetches the document
    private record Stamped(String account, HostedDocument document) {}

    /// @param place `seam` for 骑缝章, else in the lower right of the last page
    OpenSession open(String account, String title, String place, byte[] file) throws IOException {
        if (file.length == 0 || file.length > MAX) {
            throw new IllegalArgumentException("1 byte to 12 MiB");
        }
        Path upload = folder.resolve(Sm3.hex(file));
        Files.write(upload, file);
        try {
            HostedDocument document = desk.client().documents().upload(upload, title);
            String where =
                    place.equals("seam")
                            ? "seam 0.5"
                            : "page " + document.pages() + " 360 600 150 150";
            OpenSession session =
                    desk.open(
                            SessionRequest.seal(
                                            "文件盖章",
                                            "",
                                            List.of(
                                                    document.sealed(
                                                            "enterprise_seal", List.of(where))))
                                    .forAccount(account));
            sessions.put(session.id(), new Stamped(account, document));
            return session;
        } finally {
            Files.deleteIfExists(upload);
        }
    }

    /// @return empty while the seal is not in, or for whom it is not
    Optional<byte[]> fetch(String account, String session) throws IOException {
        Stamped it = sessions.get(session);
        if (it == null || !it.account().equals(account)) {
            return Optional.empty();
        }
        Path target = folder.resolve(it.document().id());
        try {
            desk.client().documents().sealed(it.document(), target);
            return Optional.of(Files.readAllBytes(target));
        } catch (ScanException e) {
            if (e.status() == 409) {
                return Optional.empty();
            }
            throw e;
        } finally {
            Files.deleteIfExists(target);
        }
    }

    String format(String session) {
        Stamped it = sessions.get(session);
        return it == null ? "pdf" : it.document().format();
    }
}
