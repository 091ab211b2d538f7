package cn.biaozhengtong.seal.verification;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.seal.work.GivenTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Whom a verification believes: our own CA as it is at most a minute ago, and roots of others that
/// an operator put into a folder. Nothing that a document names is ever asked or believed.
@Component
public class TrustedAuthorities {
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Authority authority;
    private final List<Certificate> others;
    private final Clock clock;
    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

    private record Kept(Authority.Known known, Instant at) {}

    /// @param roots folder of PEM files; empty: nobody else
    TrustedAuthorities(
            Authority authority, @Value("${bzt.verification.roots:}") String roots, Clock clock)
            throws IOException {
        this.authority = authority;
        this.others = roots.isEmpty() ? List.of() : read(Path.of(roots));
        this.clock = clock;
    }

    private static List<Certificate> read(Path folder) throws IOException {
        List<Certificate> out = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path it : files.filter(it -> it.toString().endsWith(".pem")).sorted().toList()) {
                out.addAll(Certificate.parsePems(Files.readString(it)));
            }
        }
        return List.copyOf(out);
    }

    /// Our CA's, not older than a minute.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it does not answer
    public Authority.Known ours() {
        Kept last = kept.get();
        Instant now = clock.instant();
        if (last == null || last.at().plus(FRESH).isBefore(now)) {
            last = new Kept(authority.known(), now);
            kept.set(last);
        }
        return last.known();
    }

    /// As a worker takes it.
    public GivenTrust given() {
        Authority.Known ours = ours();
        List<Certificate> roots = new ArrayList<>(others);
        roots.add(ours.root());
        return new GivenTrust(
                encoded(roots),
                encoded(ours.makers()),
                encoded(roots),
                encoded(List.of(ours.issuing())),
                ours.lists().stream().map(Crl::encoded).map(TrustedAuthorities::text).toList(),
                clock.instant());
    }

    private static List<String> encoded(List<Certificate> certificates) {
        return certificates.stream()
                .map(Certificate::encoded)
                .map(TrustedAuthorities::text)
                .toList();
    }

    private static String text(byte[] der) {
        return Base64.getEncoder().encodeToString(der);
    }
}
