package cn.biaozhengtong.caorder.authority.ceremony;

import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.cert.PublicationPoints;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// `CeremonyCommand <input.properties> <offline folder> <online folder>`: the root's key store goes
/// to the offline folder, everybody else's to the online one, with the root's first revocation list
/// and a transcript that the root signed. Refuses to run where a root exists. [CeremonyPassword]
/// protects the key stores.
public final class CeremonyCommand {
    private final Properties input;
    private final Path offline;
    private final Path online;
    private final char[] password;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final List<String> transcript = new ArrayList<>();

    private CeremonyCommand(Properties input, Path offline, Path online, char[] password) {
        this.input = input;
        this.offline = offline;
        this.online = online;
        this.password = password;
    }

    public static void main(String[] args) throws IOException {
        String password = CeremonyPassword.given();
        if (args.length != 3 || password.isEmpty()) {
            System.err.println(
                    "Give: input.properties, offline folder, online folder; and BZT_CA_PASSWORD, or"
                            + " a file with the password.");
            System.exit(2);
            return;
        }
        Properties input = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
            input.load(reader);
        }
        Path offline = Files.createDirectories(Path.of(args[1]));
        if (Files.exists(offline.resolve("root.p12"))) {
            System.err.println("A root exists in " + offline + "; a ceremony is held once.");
            System.exit(3);
            return;
        }
        Path online = Files.createDirectories(Path.of(args[2]));
        new CeremonyCommand(input, offline, online, password.toCharArray()).hold();
    }

    private void hold() throws IOException {
        Sm2KeyPair rootKey = Sm2KeyPair.generate();
        DistinguishedName rootName = name("root.name");
        Certificate root =
                certify(
                        CertificateAuthorityKey.root(rootKey, rootName),
                        CertificateProfile.root,
                        rootName,
                        rootKey,
                        years("root.years"));
        Sm2KeyPair issuingKey = Sm2KeyPair.generate();
        Certificate issuing =
                certify(
                        CertificateAuthorityKey.of(rootKey, root),
                        CertificateProfile.issuing_ca,
                        name("issuing.name"),
                        issuingKey,
                        years("issuing.years"));
        save(online, "issuing", issuingKey, List.of(issuing, root));
        Crl list =
                new RootLists(CertificateAuthorityKey.of(rootKey, root), root, now)
                        .first(days("root-list.days"));
        RootLists.save(online, list);
        transcript.add(
                now + " root_list " + list.number().orElseThrow() + " " + Sm3.hex(list.encoded()));
        CertificateAuthorityKey authority = CertificateAuthorityKey.of(issuingKey, issuing);
        server(authority, "ocsp", CertificateProfile.ocsp_responder, issuing, root);
        server(authority, "tsa", CertificateProfile.time_stamping, issuing, root);
        server(authority, "seal-maker", CertificateProfile.seal_maker, issuing, root);
        server(authority, "kmc", CertificateProfile.kmc_encryption, issuing, root);
        server(authority, "kmc-signing", CertificateProfile.kmc_signing, issuing, root);
        server(authority, "kmc-escrow", CertificateProfile.kmc_encryption, issuing, root);
        server(authority, "webhook", CertificateProfile.subscriber_signing, issuing, root);
        server(authority, "sandbox-cashier", CertificateProfile.subscriber_signing, issuing, root);
        for (String service : text("audit.services").split(" ")) {
            DistinguishedName name = DistinguishedName.of(text("organization"), "audit", service);
            server(authority, "audit-" + service, CertificateProfile.audit, name, issuing, root);
        }
        Files.writeString(online.resolve("root.pem"), root.pem());
        Files.writeString(online.resolve("issuing.pem"), issuing.pem());
        String text = String.join("\n", transcript) + "\n";
        byte[] signature = rootKey.sign(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Files.writeString(online.resolve("transcript.txt"), text);
        Files.writeString(
                online.resolve("transcript.sig"), Base64.getEncoder().encodeToString(signature));
        // Last, so that an interrupted ceremony can be held again.
        save(offline, "root", rootKey, List.of(root));
        System.out.println("Write this down: the root's fingerprint is " + root.fingerprint());
    }

    private void server(
            CertificateAuthorityKey authority,
            String who,
            CertificateProfile profile,
            Certificate... issuers) {
        server(authority, who, profile, name(who + ".name"), issuers);
    }

    private void server(
            CertificateAuthorityKey authority,
            String who,
            CertificateProfile profile,
            DistinguishedName name,
            Certificate... issuers) {
        Sm2KeyPair key = Sm2KeyPair.generate();
        Certificate certificate = certify(authority, profile, name, key, years("server.years"));
        List<Certificate> chain = new ArrayList<>(List.of(certificate));
        chain.addAll(List.of(issuers));
        save(online, who, key, chain);
    }

    private void save(Path folder, String who, Sm2KeyPair key, List<Certificate> chain) {
        KeyStoreFile.save(
                folder.resolve(who + ".p12"), new KeyStoreFile.Entry(key, chain), password);
    }

    private Certificate certify(
            CertificateAuthorityKey by,
            CertificateProfile profile,
            DistinguishedName subject,
            Sm2KeyPair key,
            int years) {
        String base = input.getProperty("public.url");
        CertificateOrder order =
                new CertificateOrder(
                        profile,
                        SerialNumber.random(),
                        subject,
                        key.publicKey(),
                        now.minusSeconds(60),
                        now.plus(365L * years, ChronoUnit.DAYS),
                        Optional.empty());
        PublicationPoints points =
                profile == CertificateProfile.issuing_ca
                        ? PublicationPoints.withoutOcsp(
                                base + "/crl/root.crl", base + "/ca/root.cer")
                        : new PublicationPoints(
                                base + "/crl/issuing.crl",
                                base + "/ocsp",
                                base + "/ca/issuing.cer");
        Certificate certificate = by.sign(by.prepare(order, points));
        transcript.add(
                now
                        + " "
                        + profile
                        + " "
                        + certificate.serial()
                        + " "
                        + CeremonyCheck.line(certificate));
        return certificate;
    }

    private DistinguishedName name(String property) {
        return DistinguishedName.of(text("organization"), text("unit"), text(property));
    }

    private Duration days(String property) {
        return Duration.ofDays(Integer.parseInt(text(property)));
    }

    private int years(String property) {
        return Integer.parseInt(text(property));
    }

    private String text(String property) {
        String value = input.getProperty(property);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the input lacks " + property);
        }
        return value;
    }
}
