package cn.biaozhengtong.sample.way;

import cn.biaozhengtong.crypto.session.DocumentToSeal;
import cn.biaozhengtong.sdk.LocalDocument;
import cn.biaozhengtong.sdk.LocalSeals;
import cn.biaozhengtong.sdk.OpenSession;
import cn.biaozhengtong.sdk.ScanClient;
import cn.biaozhengtong.sdk.ScanException;
import cn.biaozhengtong.stamping.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Sealed on this machine: the service learns a title and digests, and never has the document.
public final class LocalWay implements Way {
    private static final int NOT_YET = 409;

    private final ScanClient client;
    private final Path folder;
    private @Nullable LocalSeals tool;

    /// @param folder for files under way; its own
    public LocalWay(ScanClient client, Path folder) {
        this.client = client;
        this.folder = folder;
    }

    private synchronized LocalSeals tool() {
        LocalSeals it = tool;
        if (it == null) {
            it = client.localSeals(folder);
            tool = it;
        }
        return it;
    }

    @Override
    public Announced announce(Path file, String title) throws IOException, RefusedException {
        return new Local(tool(), tool().announce(file, title));
    }

    @Override
    public void accompany(OpenSession session, List<Announced> all)
            throws IOException, RefusedException {
        List<LocalDocument> documents =
                all.stream()
                        .filter(Local.class::isInstance)
                        .map(it -> ((Local) it).document())
                        .collect(Collectors.toList());
        tool().serve(session, documents);
    }

    private record Local(LocalSeals tool, LocalDocument document) implements Announced {
        @Override
        public String id() {
            return document.id();
        }

        @Override
        public DocumentToSeal toSeal(String kind, List<String> places) {
            return document.sealed(kind, places);
        }

        @Override
        public boolean fetch(OpenSession session, Path target)
                throws IOException, RefusedException {
            try {
                tool.embed(session, document, target);
                return true;
            } catch (ScanException e) {
                if (e.status() == NOT_YET) {
                    return false;
                }
                throw e;
            }
        }

        @Override
        public void withdraw(String reason) {
            tool.withdraw(document, reason);
        }
    }
}
