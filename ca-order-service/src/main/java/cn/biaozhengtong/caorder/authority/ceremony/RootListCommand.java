package cn.biaozhengtong.caorder.authority.ceremony;

import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.cert.Revocation;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// `RootListCommand <offline folder> <folder with the last root.crl> <days> [serial reason]…`: the
/// root's next revocation list in the place of the last, to be made before that one ends and
/// whenever the issuing CA is revoked (reason: CRLReason of RFC 5280, 2 for a broken key).
/// [CeremonyPassword] opens the root's key store.
public final class RootListCommand {
    private static final int FIXED = 3;

    private RootListCommand() {}

    public static void main(String[] args) throws IOException {
        String password = CeremonyPassword.given();
        boolean whole = args.length >= FIXED && (args.length - FIXED) % 2 == 0;
        if (!whole || password.isEmpty()) {
            System.err.println(
                    "Give: offline folder, folder with root.crl, days, and serial and reason of"
                            + " each certificate to revoke; and BZT_CA_PASSWORD_FILE.");
            System.exit(2);
            return;
        }
        Crl made =
                renew(
                        Path.of(args[0]),
                        Path.of(args[1]),
                        Duration.ofDays(Integer.parseInt(args[2])),
                        List.of(args).subList(FIXED, args.length),
                        password.toCharArray());
        System.out.println("List " + made.number().orElseThrow() + " of the root is in its place.");
    }

    /// @param revoked serial and reason, by turns
    static Crl renew(
            Path offline, Path online, Duration life, List<String> revoked, char[] password)
            throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<Revocation> more = new ArrayList<>();
        for (int i = 0; i < revoked.size(); i += 2) {
            more.add(
                    new Revocation(
                            new SerialNumber(revoked.get(i)),
                            now,
                            Integer.parseInt(revoked.get(i + 1))));
        }
        KeyStoreFile.Entry root = KeyStoreFile.load(offline.resolve("root.p12"), password);
        RootLists lists =
                new RootLists(
                        CertificateAuthorityKey.of(root.key(), root.certificate()),
                        root.certificate(),
                        now);
        Crl made = lists.next(RootLists.read(online), more, life);
        RootLists.save(online, made);
        return made;
    }
}
