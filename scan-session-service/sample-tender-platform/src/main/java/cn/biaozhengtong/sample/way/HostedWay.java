package cn.biaozhengtong.sample.way;

import cn.biaozhengtong.crypto.session.DocumentToSeal;
import cn.biaozhengtong.sdk.Documents;
import cn.biaozhengtong.sdk.HostedDocument;
import cn.biaozhengtong.sdk.OpenSession;
import cn.biaozhengtong.sdk.ScanClient;
import cn.biaozhengtong.sdk.ScanException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Uploaded, sealed by the service, fetched.
public final class HostedWay implements Way {
    private static final int NOT_YET = 409;

    private final Documents documents;

    public HostedWay(ScanClient client) {
        this.documents = client.documents();
    }

    @Override
    public Announced announce(Path file, String title) throws IOException {
        return new Hosted(documents, documents.upload(file, title));
    }

    @Override
    public void accompany(OpenSession session, List<Announced> all) {
        // The service does it all.
    }

    private record Hosted(Documents documents, HostedDocument it) implements Announced {
        @Override
        public String id() {
            return it.id();
        }

        @Override
        public DocumentToSeal toSeal(String kind, List<String> places) {
            return it.sealed(kind, places);
        }

        @Override
        public boolean fetch(OpenSession session, Path target) throws IOException {
            try {
                documents.sealed(it, target);
                return true;
            } catch (ScanException e) {
                if (e.status() == NOT_YET) {
                    return false;
                }
                throw e;
            }
        }

        @Override
        public void withdraw(String reason) throws IOException {
            documents.withdraw(it, reason);
        }
    }
}
