package cn.biaozhengtong.crypto.cli;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.internal.FileDigests;
import cn.biaozhengtong.crypto.internal.OutputFile;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealInfo;
import cn.biaozhengtong.crypto.seal.SealSignature;
import cn.biaozhengtong.crypto.seal.SealTrust;
import cn.biaozhengtong.crypto.seal.SealVerification;
import cn.biaozhengtong.crypto.seal.SealedContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "seal", description = "Shows and verifies electronic seals (GB/T 38540).")
final class SealCommand {
    @Command(name = "show", description = "Prints what a seal, or a signature with one, says.")
    int show(
            @Parameters(paramLabel = "SEAL", description = "SESeal or SES_Signature, DER")
                    Path file,
            @Option(names = "--picture", description = "Where to write the picture.")
                    @Nullable Path picture)
            throws IOException {
        byte[] der = Files.readAllBytes(file);
        Seal seal;
        try {
            seal = Seal.parse(der);
        } catch (CryptoException e) {
            SealSignature signature = SealSignature.parse(der);
            System.out.println("signed by  " + signature.signer().subject());
            System.out.println("claims     " + signature.claimedTime());
            System.out.println("property   " + signature.property());
            seal = signature.seal();
        }
        SealInfo info = seal.info();
        System.out.println("version    " + seal.version());
        System.out.println("seal       " + info.id() + " of vendor " + info.vendor());
        System.out.println("name       " + info.name());
        System.out.println("type       " + info.type());
        System.out.println("valid      " + info.validFrom() + " to " + info.validUntil());
        System.out.println(
                "signers    "
                        + info.signers().entries().size()
                        + (info.signers().byDigest() ? " by digest" : " by certificate"));
        System.out.println("picture    " + info.picture());
        System.out.println("maker      " + seal.maker().subject());
        if (picture != null) {
            OutputFile.write(picture, info.picture().data());
        }
        return 0;
    }

    @Command(
            name = "verify",
            description = "Verifies a seal; a signature with one too, over the data it signs.")
    int verify(
            @Parameters(paramLabel = "SEAL", description = "SESeal or SES_Signature, DER")
                    Path file,
            @Mixin Trust trust,
            @Option(names = "--data", description = "What a signature signs; needed for one.")
                    @Nullable Path data,
            @Option(names = "--at", description = "ISO time for a seal alone; default: now")
                    @Nullable Instant at)
            throws IOException {
        byte[] der = Files.readAllBytes(file);
        if (data == null) {
            Instant moment = at == null ? Instant.now() : at;
            Seal.parse(der).verify(trust.verifier(), List.of(), moment, trust.evidence(moment));
            System.out.println("good: the seal");
            return 0;
        }
        SealSignature.Verified verified =
                SealSignature.parse(der)
                        .verify(
                                trust.verifier(),
                                List.of(),
                                FileDigests.of(Suite.sm2, data),
                                trust.evidence(Instant.now()));
        System.out.println(
                "good: "
                        + verified.signer().leaf().subject()
                        + " at "
                        + verified.at()
                        + (verified.proven() ? ", time stamped" : ", as the signer says"));
        return 0;
    }

    @Command(
            name = "report",
            description = "Judges a signature with a seal step by step, a stranger's too.")
    int report(
            @Parameters(paramLabel = "SEAL", description = "SES_Signature, DER") Path file,
            @Mixin Trust trust,
            @Option(names = "--data", required = true, description = "What it signs.") Path data,
            @Option(
                            names = "--maker",
                            description =
                                    "Certificate of a maker of seals, or of an authority of makers"
                                            + " alone; may repeat. Default: the roots, under which"
                                            + " every subscriber could make one.")
                    @Nullable List<Path> makers)
            throws IOException {
        SealTrust whom =
                new SealTrust(
                        makers == null ? trust.verifier() : pinned(makers),
                        trust.verifier(),
                        List.of(),
                        trust.evidence(Instant.now()));
        SealVerification it =
                SealVerification.of(
                        Files.readAllBytes(file), SealedContent.of(Files.readAllBytes(data)), whom);
        for (SealVerification.Finding found : it.findings()) {
            System.out.printf("%-15s %-8s %s%n", found.step(), found.outcome(), found.code());
        }
        return it.isIntact() ? 0 : 1;
    }

    private static ChainVerifier pinned(List<Path> files) throws IOException {
        List<Certificate> out = new ArrayList<>();
        for (Path it : files) {
            out.add(CertificateFiles.read(it));
        }
        return ChainVerifier.trusting(out.toArray(Certificate[]::new));
    }
}
