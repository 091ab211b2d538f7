package cn.biaozhengtong.crypto.cli;

import cn.biaozhengtong.crypto.envelope.EnvelopeWriter;
import cn.biaozhengtong.crypto.envelope.Layer;
import cn.biaozhengtong.crypto.envelope.Recipient;
import cn.biaozhengtong.crypto.envelope.Tender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "encrypt", description = "Encrypts a file to certificates, for one lot.")
final class EncryptCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE")
    private Path file;

    @Parameters(index = "1", paramLabel = "ENVELOPE")
    private Path envelope;

    @Option(names = "--tender", required = true)
    private String tender;

    @Option(names = "--lot", required = true)
    private String lot;

    @Option(names = "--platform", required = true, description = "The platform's code.")
    private String platform;

    @Option(names = "--to", required = true, description = "Encryption certificate; may repeat.")
    private List<Path> recipients;

    @Option(
            names = "--and-to",
            description = "A certificate of the second layer: then one of each layer is needed.")
    private @Nullable List<Path> second;

    @Override
    public Integer call() throws IOException {
        List<Recipient> to = new ArrayList<>();
        for (Path path : recipients) {
            to.add(Recipient.of(CertificateFiles.read(path), Layer.bidder));
        }
        for (Path path : second == null ? List.<Path>of() : second) {
            to.add(Recipient.of(CertificateFiles.read(path), Layer.platform));
        }
        try (ProgressBar bar = new ProgressBar("encrypt")) {
            EnvelopeWriter.seal(file, envelope, new Tender(tender, lot, platform), to, bar);
        }
        return 0;
    }
}
