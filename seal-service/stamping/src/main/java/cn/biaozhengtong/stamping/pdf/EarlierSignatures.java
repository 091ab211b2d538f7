package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.RefusedException;
import java.io.IOException;
import java.nio.file.Path;

/// Judges the signatures that a document bears before another is put on top: a seal on a tampered
/// document would vouch for it. It is asked for every document that bears one.
@FunctionalInterface
public interface EarlierSignatures {
    /// @throws RefusedException [Refusal#broken_signature] when one is broken, or when what came
    ///   after it is more than it allows
    void check(Path document) throws IOException, RefusedException;
}
