package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// TLS keys of a sandbox suite (P-256, PKCS#12), made at its first start by the JDK's keytool: of
/// Keycloak's TLS port, and of a platform's server that proves itself by a certificate.
public record TlsFiles(Path folder, String password) {
    private static final String ALL = "all.p12";
    private static final String PASSWORD = "password";

    /// `CN=platform-server,O=示范平台,C=CN`, in characters that every locale's command line carries.
    private static final String SUBJECT =
            "CN=platform-server,O=\\E7\\A4\\BA\\E8\\8C\\83\\E5\\B9\\B3\\E5\\8F\\B0,C=CN";

    public static TlsFiles of(Path folder, String password) {
        TlsFiles files = new TlsFiles(folder, password);
        if (!Files.exists(files.platform())) {
            files.make();
        }
        return files;
    }

    /// Keycloak's key and certificate.
    Path server() {
        return folder.resolve("keycloak.p12");
    }

    /// The authority's certificate in PEM, for who trusts it.
    Path authority() {
        return folder.resolve("authority.pem");
    }

    /// A platform's key and certificate, `CN=platform-server,O=示范平台,C=CN`.
    Path platform() {
        return folder.resolve("platform.p12");
    }

    private void make() {
        try {
            if (Files.exists(folder.resolve(ALL))) {
                // Of a start that was cut off.
                for (String name : List.of(ALL, "keycloak.p12", "authority.pem")) {
                    Files.deleteIfExists(folder.resolve(name));
                }
            }
            OwnersOnly.folder(folder);
            OwnersOnly.write(folder.resolve(PASSWORD), password);
        } catch (IOException e) {
            throw new Sentence("Cannot use " + folder + ": " + e.getMessage(), e);
        }
        pair("authority", "CN=sandbox TLS authority", "-ext", "bc:critical=ca:true");
        pair("keycloak", "CN=127.0.0.1", "-signer", "authority", "-ext", "san=ip:127.0.0.1");
        pair("platform", SUBJECT, "-signer", "authority");
        in(ALL, "-exportcert", "-rfc", "-alias", "authority", "-file", "authority.pem");
        alone("keycloak");
        alone("platform");
    }

    private void pair(String alias, String subject, String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-genkeypair",
                                "-alias",
                                alias,
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-validity",
                                "3650",
                                "-dname",
                                subject));
        arguments.addAll(List.of(more));
        in(ALL, arguments.toArray(String[]::new));
    }

    /// A store with this pair and no other, so that nobody has to choose.
    private void alone(String alias) {
        in(
                alias + ".p12",
                "-importkeystore",
                "-srckeystore",
                ALL,
                "-srcstorepass:file",
                PASSWORD,
                "-srcalias",
                alias);
    }

    private void in(String store, String... arguments) {
        // Of -importkeystore these are the destination's.
        boolean copies = arguments[0].equals("-importkeystore");
        List<String> command = new ArrayList<>();
        command.add(Dist.java().resolveSibling("keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(
                List.of(
                        copies ? "-deststoretype" : "-storetype",
                        "PKCS12",
                        // Arguments are seen by everybody.
                        copies ? "-deststorepass:file" : "-storepass:file",
                        PASSWORD,
                        // Last, because what fails is named by it.
                        copies ? "-destkeystore" : "-keystore",
                        store));
        Command.of(command).in(folder).run();
    }
}
