package cn.biaozhengtong.crypto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import cn.biaozhengtong.crypto.cms.Form;
import cn.biaozhengtong.crypto.cms.SignedDataBuilder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Item 20: `verify` of a signature with its content inside.
class VerifyCommandTest {
    private final TestAuthority ca = new TestAuthority();
    private final Sm2KeyPair key = Sm2KeyPair.generate();
    private final Certificate own =
            ca.subscriber(key.publicKey(), CertificateProfile.subscriber_signing);
    private final byte[] content = "投标函".getBytes(StandardCharsets.UTF_8);

    @TempDir private Path folder;
    private String out = "";

    @BeforeEach
    void files() throws Exception {
        Files.writeString(folder.resolve("root.pem"), ca.root.pem());
        Files.write(folder.resolve("bid"), content);
        Files.write(folder.resolve("another"), new byte[] {1});
        for (boolean detached : new boolean[] {false, true}) {
            Files.write(
                    folder.resolve(detached ? "detached" : "attached"),
                    new SignedDataBuilder(Form.rfc5652, content, List.of(own, ca.issuing), ca.now)
                            .sign(key, detached));
        }
    }

    private int verify(String... files) {
        List<String> arguments = new ArrayList<>(List.of("verify"));
        for (String file : files) {
            arguments.add(folder.resolve(file).toString());
        }
        arguments.addAll(List.of("--root", folder.resolve("root.pem").toString()));
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            return CryptoCommand.run(arguments.toArray(String[]::new));
        } finally {
            System.setOut(before);
            out = bytes.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void item20_attached_isSaidToBeGood_withTheFileAndWithout() {
        assertThat(verify("attached")).isZero();
        assertThat(out).startsWith("good: ").contains("鞍山测试有限公司");
        assertThat(verify("bid", "attached")).isZero();
        assertThat(out).startsWith("good: ");
        assertThat(verify("bid", "detached")).isZero();
        assertThat(out).startsWith("good: ");
    }

    @Test
    void item20_whatIsNotGood_isNotSaidToBe() throws Exception {
        assertThat(verify("another", "attached")).isNotZero();
        assertThat(verify("another", "detached")).isNotZero();
        assertThat(verify("detached")).isEqualTo(2);
        byte[] changed = Files.readAllBytes(folder.resolve("attached"));
        String text = new String(changed, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(new String(content, StandardCharsets.ISO_8859_1));
        changed[at] ^= 1;
        Files.write(folder.resolve("changed"), changed);
        assertThat(verify("changed")).isNotZero();
        assertThat(out).doesNotContain("good");
    }
}
