package cn.biaozhengtong.crypto.cli;

import cn.biaozhengtong.crypto.cert.Certificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Certificates in PEM or DER.
final class CertificateFiles {
    private CertificateFiles() {}

    static Certificate read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        boolean pem = bytes.length > 0 && bytes[0] == '-';
        return pem
                ? Certificate.parsePem(new String(bytes, StandardCharsets.US_ASCII))
                : Certificate.parse(bytes);
    }
}
