package cn.biaozhengtong.crypto.cli;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateLint;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.VerifiedChain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Command(
            name = "verify",
            description = "Verifies the chain, and revocation where lists or answers are given.")
    int verify(
            @Parameters(paramLabel = "CERT") Path file,
            @Mixin Trust trust,
            @Option(names = "--purpose", defaultValue = "subscriber_signing")
                    CertificateProfile purpose,
            @Option(names = "--at", description = "ISO time; default: now") @Nullable Instant at)
            throws IOException {
        Instant moment = at == null ? Instant.now() : at;
        VerifiedChain chain =
                trust.verifier().verify(CertificateFiles.read(file), List.of(), purpose, moment);
        trust.evidence(moment).ifPresent(it -> it.mustBeGood(chain, moment));
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
