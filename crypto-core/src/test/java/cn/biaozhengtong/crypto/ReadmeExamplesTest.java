package cn.biaozhengtong.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the README shows compiles, for Java 17, and runs.
public class ReadmeExamplesTest {
    private static final String IMPORTS =
            """
            import static java.nio.charset.StandardCharsets.UTF_8;
            import cn.biaozhengtong.crypto.*;
            import cn.biaozhengtong.crypto.cert.*;
            import cn.biaozhengtong.crypto.envelope.*;
            import cn.biaozhengtong.crypto.seal.*;
            import cn.biaozhengtong.crypto.twoparty.*;
            import java.nio.file.*;
            import java.time.Instant;
            import java.util.List;
            """;

    @TempDir private Path folder;

    /// What the examples' bidder has got from his authority.
    public static final class Issued {
        private final TestAuthority by = new TestAuthority();
        private final Sm2KeyPair encryptionKey = Sm2KeyPair.generate();

        public Certificate root() {
            return by.root;
        }

        public Certificate issuing() {
            return by.issuing;
        }

        public Certificate leaf() {
            return by.subscriber(
                    Suite.sm2.generate().publicKey(), CertificateProfile.subscriber_signing);
        }

        public Certificate encryption() {
            return by.subscriber(
                    encryptionKey.publicKey(), CertificateProfile.subscriber_encryption);
        }

        public Sm2KeyPair encryptionKey() {
            return encryptionKey;
        }

        public Crl crl() {
            return crl(by.authority);
        }

        public Crl rootCrl() {
            return crl(CertificateAuthorityKey.of(by.rootKey, by.root));
        }

        private Crl crl(CertificateAuthorityKey of) {
            return Crl.issue(
                    of, BigInteger.ONE, List.of(), by.now.minusSeconds(9), by.now.plusSeconds(60));
        }
    }

    @Test
    void readme_examples_compileAndRun() throws Exception {
        List<String> examples = new ArrayList<>();
        Matcher blocks =
                Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(Path.of("README.md")));
        while (blocks.find()) {
            examples.add(blocks.group(1));
        }
        assertThat(examples).hasSize(5);
        StringBuilder source = new StringBuilder(IMPORTS);
        source.append("public class Examples {\n");
        for (int i = 0; i < examples.size(); i++) {
            source.append("public static void example")
                    .append(i)
                    .append("(Path folder, Instant now, ")
                    .append(Issued.class.getCanonicalName())
                    .append(" ca) throws Exception {\n")
                    .append(examples.get(i))
                    .append("}\n");
        }
        compile(source.append("}\n").toString());
        try (URLClassLoader loader =
                new URLClassLoader(
                        new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> compiled = loader.loadClass("Examples");
            for (int i = 0; i < examples.size(); i++) {
                Method example =
                        compiled.getMethod("example" + i, Path.class, Instant.class, Issued.class);
                example.invoke(null, folder, Instant.now(), new Issued());
            }
        }
        assertThat(folder.resolve("opened.pdf")).hasContent("报价");
        assertThat(folder.resolve("seal.svg")).exists();
    }

    private void compile(String source) throws IOException {
        Path file =
                Files.writeString(folder.resolve("Examples.java"), source, StandardCharsets.UTF_8);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                said,
                                "--release",
                                "17",
                                "-encoding",
                                "UTF-8",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                folder.toString(),
                                file.toString());
        assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
    }
}
