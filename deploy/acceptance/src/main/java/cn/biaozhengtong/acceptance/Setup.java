package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Properties;

/// Demo data of a suite: operators' keys enrolled, the sample platform registered. Done once; a
/// repeat does what is missing.
final class Setup {
    /// Of the sample, which lies beside the suite.
    private static final String KEY_PASSWORD = "sample-platform";

    private final Endpoints endpoints;

    Setup(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    void run() {
        Duration patience = Duration.ofSeconds(60);
        OperatorTool administrator = new OperatorTool(endpoints, "admin-chen", patience);
        OperatorTool another = new OperatorTool(endpoints, "admin-zhou", patience);
        for (String username : new String[] {"reviewer-li", "approver-wang", "both-zhao"}) {
            OperatorTool operator = new OperatorTool(endpoints, username, patience);
            if (!operator.hasKey()) {
                operator.enrol(administrator, another, "");
                System.out.println("  enrolled the key of " + username);
            }
        }
        Path settings = endpoints.state().resolve("sample.properties");
        if (!Files.exists(settings)) {
            String secret =
                    administrator.registerRelyingParty(
                            "rp-ansteel", "ANSTEEL", endpoints.get("sample") + "/webhook");
            write(settings, secret, platformKey(administrator));
            System.out.println("  registered the sample tender platform");
        }
    }

    /// The platform's own key; the CA issues its certificate. Keys of opened bids come to it.
    private Path platformKey(OperatorTool administrator) {
        Path file = endpoints.state().resolve("sample-platform.p12");
        Sm2KeyPair key = Sm2KeyPair.generate();
        KeyStoreFile.save(
                file,
                new KeyStoreFile.Entry(key, administrator.platformCertificate("ANSTEEL", key)),
                KEY_PASSWORD.toCharArray());
        return file;
    }

    private void write(Path settings, String secret, Path key) {
        Properties out = new Properties();
        out.setProperty("gateway", endpoints.get("gateway"));
        out.setProperty("token-url", endpoints.get("token-url"));
        out.setProperty("client-id", "rp-ansteel");
        out.setProperty("client-secret", endpoints.get("rp-client-secret"));
        out.setProperty("root", endpoints.get("root"));
        out.setProperty("port", endpoints.get("sample-port"));
        out.setProperty("webhook-secret", secret);
        out.setProperty("key-file", key.toString());
        out.setProperty("key-password", KEY_PASSWORD);
        Path aside = settings.resolveSibling("sample.properties.new");
        try {
            try (Writer writer = Files.newBufferedWriter(aside)) {
                out.store(writer, null);
            }
            Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
            Files.move(aside, settings, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
