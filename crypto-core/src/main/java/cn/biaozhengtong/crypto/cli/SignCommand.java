package cn.biaozhengtong.crypto.cli;

import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.cms.Form;
import cn.biaozhengtong.crypto.cms.SignedDataBuilder;
import cn.biaozhengtong.crypto.internal.OutputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "sign", description = "Signs a file; the signature is a file beside it.")
final class SignCommand implements Callable<Integer> {
    @Mixin private Password password;

    @Parameters(index = "0", paramLabel = "FILE")
    private Path file;

    @Parameters(index = "1", paramLabel = "SIGNATURE")
    private Path signature;

    @Option(names = "--key", required = true, description = "PKCS#12 file.")
    private Path key;

    @Option(names = "--form", defaultValue = "rfc5652", description = "${COMPLETION-CANDIDATES}")
    private Form form;

    @Override
    public Integer call() throws IOException {
        KeyStoreFile.Entry entry = KeyStoreFile.load(key, password.get());
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        byte[] signed =
                SignedDataBuilder.over(form, file, entry.chain(), now).sign(entry.key(), true);
        OutputFile.write(signature, signed);
        return 0;
    }
}
