package cn.biaozhengtong.crypto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The jar as a person runs it.
class CommandLineIT {
    @TempDir private Path folder;

    private Ran run(String... arguments) throws IOException, InterruptedException {
        return Ran.in(folder, arguments);
    }

    @BeforeEach
    void keys() throws Exception {
        for (String name : List.of("bidder", "platform", "stranger")) {
            Ran ran = run("keygen", name + ".p12", "--organization", "鞍山测试有限公司", "--name", name);
            assertThat(ran.code()).as(ran.err()).isZero();
            Files.writeString(folder.resolve(name + ".pem"), ran.out());
        }
        Files.write(folder.resolve("bid.pdf"), new byte[3_000_000]);
    }

    private Ran encrypt(String... more) throws Exception {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "encrypt",
                                "bid.pdf",
                                "bid.bze",
                                "--tender",
                                "AG-1",
                                "--lot",
                                "1",
                                "--platform",
                                "ANSTEEL",
                                "--to",
                                "bidder.pem"));
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    @Test
    void encrypt_inspect_decrypt() throws Exception {
        Ran sealed = encrypt("--and-to", "platform.pem");
        assertThat(sealed.code()).as(sealed.err()).isZero();
        assertThat(sealed.err()).isEmpty();
        Ran seen = run("inspect", "bid.bze");
        assertThat(seen.out())
                .contains("tender     AG-1")
                .contains("bytes      3000000")
                .contains("layers     2");
        Ran half = run("decrypt", "bid.bze", "out.pdf", "--key", "bidder.p12");
        assertThat(half.code()).isEqualTo(1);
        Ran opened =
                run(
                        "decrypt",
                        "bid.bze",
                        "out.pdf",
                        "--key",
                        "bidder.p12",
                        "--key",
                        "platform.p12");
        assertThat(opened.code()).as(opened.err()).isZero();
        assertThat(Files.mismatch(folder.resolve("bid.pdf"), folder.resolve("out.pdf")))
                .isEqualTo(-1);
    }

    @Test
    void refusals_areOneSentence_andLeaveNothingBehind() throws Exception {
        encrypt();
        Ran stranger = run("decrypt", "bid.bze", "out.pdf", "--key", "stranger.p12");
        assertThat(stranger.code()).isEqualTo(1);
        assertThat(stranger.err().strip()).startsWith("It does not open").hasLineCount(1);
        byte[] bytes = Files.readAllBytes(folder.resolve("bid.bze"));
        bytes[bytes.length - 1] ^= 1;
        Files.write(folder.resolve("bid.bze"), bytes);
        Ran damaged = run("decrypt", "bid.bze", "out.pdf", "--key", "bidder.p12");
        assertThat(damaged.code()).isEqualTo(1);
        Ran missing = run("inspect", "nothing.bze");
        assertThat(missing.code()).isEqualTo(3);
        assertThat(missing.err().strip()).isEqualTo("There is no file nothing.bze.");
        assertThat(run("encrypt").code()).isEqualTo(2);
        Ran again = run("keygen", "bidder.p12", "--organization", "x", "--name", "y");
        assertThat(again.code()).isEqualTo(3);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(it -> it.getFileName().toString()))
                    .doesNotContain("out.pdf")
                    .noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void csrAndCertificate_areWhatOpensslReads() throws Exception {
        Ran csr = run("csr", "bidder.p12");
        Path file = Files.writeString(folder.resolve("req.pem"), csr.out());
        Process openssl =
                new ProcessBuilder(
                                "openssl",
                                "req",
                                "-in",
                                file.toString(),
                                "-noout",
                                "-verify",
                                "-vfyopt",
                                "distid:1234567812345678")
                        .redirectErrorStream(true)
                        .start();
        assertThat(new String(openssl.getInputStream().readAllBytes())).contains("verify OK");
        Ran shown = run("cert", "show", "bidder.pem");
        assertThat(shown.out()).contains("鞍山测试有限公司");
        assertThat(run("cert", "lint", "bidder.pem", "--profile", "subscriber_encryption").code())
                .isZero();
        assertThat(run("cert", "lint", "bidder.pem", "--profile", "issuing_ca").out())
                .contains("key usage");
        Ran chain =
                run(
                        "cert",
                        "verify",
                        "bidder.pem",
                        "--root",
                        "platform.pem",
                        "--purpose",
                        "subscriber_encryption");
        assertThat(chain.code()).isEqualTo(1);
        assertThat(chain.err()).contains("does not lead to the given root");
    }
}
