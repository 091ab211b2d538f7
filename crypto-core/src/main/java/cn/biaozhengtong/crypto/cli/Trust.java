package cn.biaozhengtong.crypto.cli;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.RevocationEvidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whom the user trusts, and what is known of revocation.
final class Trust {
    @Option(names = "--root", required = true, description = "Trusted certificate; may repeat.")
    private List<Path> roots;

    @Option(names = "--intermediate", description = "Certificate between; may repeat.")
    private @Nullable List<Path> intermediates;

    @Option(
            names = "--crl",
            description =
                    "DER; may repeat. With it or --ocsp, something good must be said of every"
                            + " certificate below the root; without, revocation is not judged.")
    private @Nullable List<Path> lists;

    @Option(names = "--ocsp", description = "DER of an OCSP response; may repeat.")
    private @Nullable List<Path> answers;

    ChainVerifier verifier() throws IOException {
        return ChainVerifier.trusting(certificates(roots).toArray(Certificate[]::new))
                .knowing(certificates(intermediates));
    }

    private static List<Certificate> certificates(@Nullable List<Path> files) throws IOException {
        List<Certificate> out = new ArrayList<>();
        for (Path file : files == null ? List.<Path>of() : files) {
            out.add(CertificateFiles.read(file));
        }
        return out;
    }

    /// @param freshAt when the lists and answers must be current
    Optional<RevocationEvidence> evidence(Instant freshAt) throws IOException {
        if (lists == null && answers == null) {
            return Optional.empty();
        }
        List<Crl> crls = new ArrayList<>();
        for (Path file : lists == null ? List.<Path>of() : lists) {
            crls.add(Crl.parse(Files.readAllBytes(file)));
        }
        List<byte[]> ocsp = new ArrayList<>();
        for (Path file : answers == null ? List.<Path>of() : answers) {
            ocsp.add(Files.readAllBytes(file));
        }
        return Optional.of(RevocationEvidence.of(crls, ocsp, freshAt));
    }
}
