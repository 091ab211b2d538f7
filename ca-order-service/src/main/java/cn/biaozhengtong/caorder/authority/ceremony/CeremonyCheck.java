package cn.biaozhengtong.caorder.authority.ceremony;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `CeremonyCheck <online folder> <SM3 fingerprint of the root>`: whether the root, as those
/// present wrote its fingerprint down, signed the transcript, every key store in the folder is one
/// that it names, and none is missing; and the root's revocation list is there, current, and does
/// not have the issuing CA. [CeremonyPassword] opens the key stores.
public final class CeremonyCheck {
    private CeremonyCheck() {}

    public static void main(String[] args) throws IOException {
        String password = CeremonyPassword.given();
        if (args.length != 2 || password.isEmpty()) {
            System.err.println("Give: online folder, fingerprint; and BZT_CA_PASSWORD_FILE.");
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
                        .filter(it -> !it.contains(" root_list "))
                        .map(it -> it.substring(it.lastIndexOf(' ') + 1))
                        .collect(Collectors.toCollection(TreeSet::new));
        named.remove(line(root));
        List<String> out = new ArrayList<>(unnamed(online, password, named));
        named.forEach(it -> out.add("no key store holds the certificate of line " + it));
        rootList(online, root, out);
        return out;
    }

    private static void rootList(Path online, Certificate root, List<String> out)
            throws IOException {
        try {
            Crl list = RootLists.read(online);
            list.verify(root, Instant.now());
            Path issuing = online.resolve("issuing.pem");
            if (list.revokes(Certificate.parsePem(Files.readString(issuing)).serial())) {
                out.add("root.crl revokes the issuing CA");
            }
        } catch (NoSuchFileException e) {
            out.add("root.crl or issuing.pem is missing");
        } catch (CryptoException e) {
            out.add("root.crl is not the root's, or no longer current: " + e.reason());
        }
    }

    /// Takes from the named ones what is there.
    private static List<String> unnamed(Path online, char[] password, Set<String> named)
            throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(online)) {
            files = all.filter(it -> it.toString().endsWith(".p12")).sorted().toList();
        }
        List<String> out = new ArrayList<>();
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
