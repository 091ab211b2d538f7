package cn.biaozhengtong.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.ASN1Encodable;

/// OpenSSL's command line in a folder of its own.
final class Stranger {
    static final String ID = "distid:1234567812345678";

    private final Path folder;

    Stranger() {
        try {
            this.folder = Files.createTempDirectory("openssl");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String file, byte[] content) {
        try {
            Files.write(folder.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] read(String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// So that nothing older is taken for what a command should write.
    void remove(String file) {
        try {
            Files.deleteIfExists(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The public key of a certificate, in a file.
    void key(String file, String certificate) {
        remove(file);
        ran("x509", "-in", certificate, "-noout", "-pubkey", "-out", file);
    }

    /// What it says of an SM2 signature over these bytes.
    String verified(byte[] content, byte[] signature, String key) {
        write("content", content);
        write("signature", signature);
        List<String> command = new ArrayList<>(List.of("pkeyutl", "-verify", "-pubin"));
        command.addAll(List.of("-inkey", key, "-rawin", "-digest", "sm3", "-pkeyopt", ID));
        command.addAll(List.of("-in", "content", "-sigfile", "signature"));
        return ran(command);
    }

    String ran(String... arguments) {
        return ran(Arrays.asList(arguments));
    }

    /// What it printed, on either stream; whoever reads that decides whether it is well.
    String ran(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            String out = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException(command + " hangs");
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static byte[] der(ASN1Encodable it) {
        try {
            return it.toASN1Primitive().getEncoded("DER");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
