package cn.biaozhengtong.crypto.cert;

import java.util.List;

/// A path that [ChainVerifier] accepted: leaf first, trusted root last.
public final class VerifiedChain {
    private final List<Certificate> path;

    VerifiedChain(List<Certificate> path) {
        this.path = List.copyOf(path);
    }

    public Certificate leaf() {
        return path.get(0);
    }

    /// Who issued the leaf, and so signs its CRL.
    public Certificate issuer() {
        return path.get(Math.min(1, path.size() - 1));
    }

    public List<Certificate> path() {
        return path;
    }
}
