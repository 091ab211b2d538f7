package cn.biaozhengtong.sample.way;

import cn.biaozhengtong.sdk.OpenSession;
import cn.biaozhengtong.stamping.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Port to who puts seals into documents.
public interface Way {
    /// Tells of a document; one that cannot be sealed is refused here and not at the phone.
    ///
    /// @throws cn.biaozhengtong.sdk.ScanException when the service refuses it
    /// @throws RefusedException when it cannot be sealed
    Announced announce(Path file, String title) throws IOException, RefusedException;

    /// What is to be done while the session is open; returns when it is over.
    ///
    /// @throws RefusedException when a seal cannot stand where the session says
    void accompany(OpenSession session, List<Announced> documents)
            throws IOException, RefusedException;
}
