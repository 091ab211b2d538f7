package cn.biaozhengtong.caorder;

import cn.biaozhengtong.kit.test.TestFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.test.context.DynamicPropertyRegistry;

/// A CA of this JVM's own, made by the real ceremony command in a process of its own.
public final class TestCeremony {
    private static Path online;

    private TestCeremony() {}

    public static void properties(DynamicPropertyRegistry registry) {
        registry.add("BZT_CA", () -> online().toString());
        registry.add("BZT_CA_PASSWORD", () -> "test-password");
        registry.add("bzt.objects", () -> online().resolve("objects").toString());
    }

    public static synchronized Path online() {
        if (online == null) {
            online = hold();
        }
        return online;
    }

    private static Path hold() {
        try {
            Path folder = TestFolder.named("ceremony");
            Path checkout = Path.of("").toAbsolutePath().getParent();
            Path input = folder.resolve("input.properties");
            Files.writeString(
                    input,
                    Files.readString(checkout.resolve("deploy/ceremony/sandbox.properties"))
                            + "public.url=http://127.0.0.1:1\n");
            ProcessBuilder builder =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    // Opening a key costs a second of CPU, in every context again.
                                    "-Dorg.bouncycastle.pkcs12.pbkdf2_it_count=1000",
                                    "-Dorg.bouncycastle.pkcs12.store_it_count=1000",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "cn.biaozhengtong.caorder.authority.ceremony.CeremonyCommand",
                                    input.toString(),
                                    folder.resolve("offline").toString(),
                                    folder.resolve("online").toString())
                            .inheritIO();
            builder.environment().put("BZT_CA_PASSWORD", "test-password");
            if (builder.start().waitFor() != 0) {
                throw new IllegalStateException("the ceremony failed");
            }
            return folder.resolve("online");
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
