package cn.biaozhengtong.crypto.cli;

import cn.biaozhengtong.crypto.cms.SignedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "verify", description = "Verifies a signature over a file, and its signers.")
final class VerifyCommand implements Callable<Integer> {
    @Mixin private Trust trust;

    @Parameters(index = "0", paramLabel = "FILE")
    private Path file;

    @Parameters(index = "1", paramLabel = "SIGNATURE")
    private Path signature;

    @Option(names = "--at", description = "ISO time; default: when each signer says he signed")
    private @Nullable Instant at;

    @Override
    public Integer call() throws IOException {
        SignedData signed = SignedData.parse(Files.readAllBytes(signature));
        var evidence = trust.evidence(at == null ? Instant.now() : at);
        for (SignedData.VerifiedSigner it : signed.verifyDetached(file, trust.verifier(), at)) {
            evidence.ifPresent(known -> known.mustBeGood(it.chain(), at == null ? it.at() : at));
            System.out.println("good: " + it.chain().leaf().subject() + " at " + it.at());
        }
        return 0;
    }
}
