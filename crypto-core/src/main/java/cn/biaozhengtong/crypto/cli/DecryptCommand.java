package cn.biaozhengtong.crypto.cli;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.envelope.EnvelopeHeader;
import cn.biaozhengtong.crypto.envelope.EnvelopeReader;
import cn.biaozhengtong.crypto.envelope.LayerSecret;
import cn.biaozhengtong.crypto.envelope.WrappedKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "decrypt", description = "Opens an envelope with the key of each layer.")
final class DecryptCommand implements Callable<Integer> {
    @Mixin private Password password;

    @Parameters(index = "0", paramLabel = "ENVELOPE")
    private Path envelope;

    @Parameters(index = "1", paramLabel = "FILE")
    private Path file;

    @Option(names = "--key", required = true, description = "PKCS#12 file; once for each layer.")
    private List<Path> keys;

    @Override
    public Integer call() throws IOException {
        try (EnvelopeReader reader = EnvelopeReader.of(envelope);
                ProgressBar bar = new ProgressBar("decrypt")) {
            EnvelopeHeader header = reader.header();
            List<LayerSecret> secrets = new ArrayList<>();
            for (Path path : keys) {
                secrets.add(unwrap(header, KeyStoreFile.load(path, password.get())));
            }
            reader.open(header.contentKey(secrets), file, bar);
        }
        return 0;
    }

    private static LayerSecret unwrap(EnvelopeHeader header, KeyStoreFile.Entry entry) {
        WrappedKey mine =
                header.wrappedKeys().stream()
                        .filter(it -> it.serial().equals(entry.certificate().serial()))
                        .findFirst()
                        .orElseThrow(() -> new CryptoException(Reason.bad_ciphertext));
        return LayerSecret.of(header.tender(), mine, entry.key().decrypt(mine.ciphertext()));
    }
}
