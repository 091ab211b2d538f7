package cn.biaozhengtong.crypto.cli;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateLint;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.VerifiedChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "cert", description = "Shows, verifies and lints certificates (PEM or DER).")
final class CertCommand {
    @Command(name = "show", description = "Prints what a certificate says.")
    int show(@Parameters(paramLabel = "CERT") Path file) throws IOException {
        Certificate it = CertificateFiles.read(file);
        System.out.println("serial       " + it.serial());
        System.out.println("subject      " + it.subject());
        System.out.println("valid        " + it.notBefore() + " to " + it.notAfter());
        it.uscc().ifPresent(code -> System.out.println("uscc         " + code));
        System.out.println("fingerprint  " + it.fingerprint());
        return 0;
    }

    @Command(name = "verify", description = "Verifies the chain, and revocation by CRL if given.")
    int verify(
            @Parameters(paramLabel = "CERT") Path file,
            @Option(names = "--root", required = true) Path root,
            @Option(names = "--intermediate") @Nullable List<Path> intermediates,
            @Option(names = "--purpose", defaultValue = "subscriber_signing")
                    CertificateProfile purpose,
            @Option(names = "--at", description = "ISO time; default: now") @Nullable Instant at,
            @Option(names = "--crl", description = "DER, of the certificate's issuer")
                    @Nullable Path crl)
            throws IOException {
        List<Certificate> between = new ArrayList<>();
        for (Path path : intermediates == null ? List.<Path>of() : intermediates) {
            between.add(CertificateFiles.read(path));
        }
        Instant moment = at == null ? Instant.now() : at;
        VerifiedChain chain =
                ChainVerifier.trusting(CertificateFiles.read(root))
                        .verify(CertificateFiles.read(file), between, purpose, moment);
        if (crl != null) {
            Crl list = Crl.parse(Files.readAllBytes(crl));
            list.verify(chain.issuer(), moment);
            if (list.revokes(chain.leaf().serial())) {
                throw new CryptoException(Reason.revoked);
            }
        }
        System.out.println("good: " + chain.path().size() + " certificates to the root");
        return 0;
    }

    @Command(name = "lint", description = "Names each rule that a certificate breaks.")
    int lint(
            @Parameters(paramLabel = "CERT") Path file,
            @Option(names = "--profile", required = true) CertificateProfile profile)
            throws IOException {
        List<String> findings =
                CertificateLint.findings(CertificateFiles.read(file).tbs(), profile);
        findings.forEach(System.out::println);
        if (findings.isEmpty()) {
            System.out.println("no rule is broken");
        }
        return findings.isEmpty() ? 0 : 1;
    }
}
