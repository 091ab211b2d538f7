package cn.biaozhengtong.sample.way;

import cn.biaozhengtong.crypto.session.DocumentToSeal;
import cn.biaozhengtong.sdk.OpenSession;
import cn.biaozhengtong.stamping.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A document that the service knows of, for one act of sealing.
public interface Announced {
    String id();

    /// What a session asks for.
    DocumentToSeal toSeal(String kind, List<String> places);

    /// @return false while the seal is not in
    boolean fetch(OpenSession session, Path target) throws IOException, RefusedException;

    /// Takes its seal back (撤章).
    void withdraw(String reason) throws IOException;
}
