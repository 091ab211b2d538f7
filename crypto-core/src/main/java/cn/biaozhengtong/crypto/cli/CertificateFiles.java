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
        // DER begins with a SEQUENCE; a text may have anything before its block.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return bytes.length > 0 && bytes[0] != 0x30 && text.contains("-----BEGIN ")
                ? Certificate.parsePem(text)
                : Certificate.parse(bytes);
    }
}
