package cn.biaozhengtong.crypto.cli;

import cn.biaozhengtong.crypto.cert.CertificateRequest;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "csr",
        description = "Prints a PKCS#10 request for the key, with its certificate's subject.")
final class CsrCommand implements Callable<Integer> {
    private static final int LINE = 64;

    @Mixin private Password password;

    @Parameters(paramLabel = "KEY.p12")
    private Path file;

    @Override
    public Integer call() throws IOException {
        KeyStoreFile.Entry entry = KeyStoreFile.load(file, password.get());
        byte[] request = CertificateRequest.create(entry.certificate().subject(), entry.key());
        byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
        System.out.println("-----BEGIN CERTIFICATE REQUEST-----");
        System.out.println(Base64.getMimeEncoder(LINE, newline).encodeToString(request));
        System.out.println("-----END CERTIFICATE REQUEST-----");
        return 0;
    }
}
