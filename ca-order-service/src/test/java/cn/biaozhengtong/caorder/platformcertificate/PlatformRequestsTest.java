package cn.biaozhengtong.caorder.platformcertificate;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.OrdersTestBase;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.crypto.cert.Certificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/// Requests of platforms for the certificate that keys are encrypted to, as OpenSSL makes them.
class PlatformRequestsTest extends OrdersTestBase {
    private static final String CODE = "ANSTEEL";

    @Autowired private PlatformCertificates certificates;
    @TempDir private Path folder;

    private byte[] request(String curve, String subject, String... how) throws Exception {
        openssl("ecparam", "-name", curve, "-genkey", "-noout", "-out", "k.pem");
        List<String> command = new ArrayList<>(List.of("req", "-new", "-key", "k.pem", "-subj"));
        command.addAll(List.of(subject, "-outform", "DER", "-out", "it.der"));
        command.addAll(List.of(how));
        openssl(command.toArray(String[]::new));
        return Files.readAllBytes(folder.resolve("it.der"));
    }

    private void openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(out).isZero();
    }

    @Test
    void case31_subjectIsNotRead() throws Exception {
        for (String subject : new String[] {"/CN=Test", "/O=a/OU=b/OU=c/CN=d", "/"}) {
            byte[] request = request("SM2", subject, "-sm3", "-sigopt", "distid:1234567812345678");
            Certificate issued = certificates.issue("admin", CODE, request).getFirst();
            assertThat(issued.subject().unit()).isEqualTo("RP:" + CODE);
        }
    }

    @Test
    void case33_sm2WithoutItsUserId_isRefused_andToldWhichOne() throws Exception {
        byte[] request = request("SM2", "/CN=Test", "-sm3");
        refused(
                CertificateProblem.request_invalid,
                () -> certificates.issue("admin", CODE, request));
        assertThat(CertificateProblem.request_invalid.facts().titleEn())
                .contains("1234567812345678");
    }

    @Test
    void case34_aKeyThatCannotBeEncryptedTo_isRefusedAtOnce() throws Exception {
        byte[] request = request("prime256v1", "/C=CN/O=a/OU=b/CN=d", "-sha256");
        refused(CertificateProblem.key_not_sm2, () -> certificates.issue("admin", CODE, request));
    }
}
