package cn.biaozhengtong.crypto.cli;

import cn.biaozhengtong.crypto.cms.SignedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "verify", description = "Verifies a signature over a file, and its signers.")
final class VerifyCommand implements Callable<Integer> {
    @Mixin private Trust trust;

    @Parameters(
            arity = "1..2",
            paramLabel = "FILE SIGNATURE",
            description = "The file and its signature; or a signature with its content inside.")
    private List<Path> files;

    @Option(names = "--at", description = "ISO time; default: when each signer says he signed")
    private @Nullable Instant at;

    @Override
    public Integer call() throws IOException {
        SignedData signed = SignedData.parse(Files.readAllBytes(files.get(files.size() - 1)));
        if (files.size() == 1 && !signed.isAttached()) {
            System.err.println(
                    "The content is not inside: give the file too, before the signature.");
            return 2;
        }
        var evidence = trust.evidence(at == null ? Instant.now() : at);
        List<SignedData.VerifiedSigner> signers =
                files.size() == 1
                        ? signed.verifyAttached(trust.verifier(), at)
                        : signed.verifyDetached(files.get(0), trust.verifier(), at);
        for (SignedData.VerifiedSigner it : signers) {
            evidence.ifPresent(known -> known.mustBeGood(it.chain(), at == null ? it.at() : at));
            System.out.println("good: " + it.chain().leaf().subject() + " at " + it.at());
        }
        return 0;
    }
}
