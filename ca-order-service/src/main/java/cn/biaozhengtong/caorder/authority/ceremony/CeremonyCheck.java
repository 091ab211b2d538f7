package cn.biaozhengtong.caorder.authority.ceremony;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `CeremonyCheck <online folder> <SM3 fingerprint of the root>`: whether the root, as those
/// present wrote its fingerprint down, signed the transcript, and every key store in the folder is
/// one that it names, and none is missing. `BZT_CA_PASSWORD` opens the key stores.
public final class CeremonyCheck {
    private CeremonyCheck() {}

    public static void main(String[] args) throws IOException {
        String password = System.getenv("BZT_CA_PASSWORD");
        if (args.length != 2 || password == null || password.isEmpty()) {
            System.err.println("Give: online folder, fingerprint; and BZT_CA_PASSWORD.");
            System.exit(2);
            return;
        }
        List<String> findings = findings(Path.of(args[0]), args[1], password.toCharArray());
        findings.forEach(System.err::println);
        System.out.println(findings.isEmpty() ? "The folder is as the ceremony left it." : "");
        System.exit(findings.isEmpty() ? 0 : 1);
    }

    /// What is not as the ceremony left it; empty when all is.
    static List<String> findings(Path online, String fingerprint, char[] password)
            throws IOException {
        Certificate root = Certificate.parsePem(Files.readString(online.resolve("root.pem")));
        if (!root.fingerprint().equals(fingerprint)) {
            return List.of("root.pem has the fingerprint " + root.fingerprint());
        }
        String transcript = Files.readString(online.resolve("transcript.txt"));
        try {
            root.publicKey()
                    .verify(
                            transcript.getBytes(StandardCharsets.UTF_8),
                            Base64.getDecoder()
                                    .decode(
                                            Files.readString(online.resolve("transcript.sig"))
                                                    .strip()));
        } catch (CryptoException | IllegalArgumentException e) {
            return List.of("transcript.txt is not what the root signed");
        }
        Set<String> named =
                transcript
                        .lines()
                        .map(it -> it.substring(it.lastIndexOf(' ') + 1))
                        .collect(Collectors.toCollection(TreeSet::new));
        named.remove(line(root));
        return Stream.concat(
                        unnamed(online, password, named).stream(),
                        named.stream()
                                .map(it -> "no key store holds the certificate of line " + it))
                .toList();
    }

    /// Takes from the named ones what is there.
    private static List<String> unnamed(Path online, char[] password, Set<String> named)
            throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(online)) {
            files = all.filter(it -> it.toString().endsWith(".p12")).sorted().toList();
        }
        List<String> out = new java.util.ArrayList<>();
        for (Path file : files) {
            try {
                KeyStoreFile.Entry it = KeyStoreFile.load(file, password);
                boolean ours =
                        it.key().publicKey().equals(it.certificate().publicKey())
                                && named.remove(line(it.certificate()));
                if (!ours) {
                    out.add(file.getFileName() + " holds what the transcript does not name");
                }
            } catch (CryptoException e) {
                out.add(file.getFileName() + " does not open: " + e.reason());
            }
        }
        return out;
    }

    /// As [CeremonyCommand] writes it.
    static String line(Certificate it) {
        return SignedContext.hashOf(List.of(it.subject().commonName(), it.pem()));
    }
}
