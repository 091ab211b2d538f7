package cn.biaozhengtong.caorder.authority.ceremony;

import cn.biaozhengtong.caorder.authority.RootList;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.Revocation;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Makes the root's revocation lists. Numbers rise by one.
record RootLists(CertificateAuthorityKey root, Certificate certificate, Instant now) {
    /// In which nothing is revoked.
    Crl first(Duration life) {
        return Crl.issue(root, BigInteger.ONE, List.of(), now, now.plus(life));
    }

    /// What the last one had stays in it; what more is revoked comes to it.
    ///
    /// @throws cn.biaozhengtong.crypto.CryptoException when the last one is not the root's
    Crl next(Crl last, List<Revocation> more, Duration life) {
        last.verifySignedBy(certificate);
        List<Revocation> all = new ArrayList<>(last.revocations());
        more.stream().filter(it -> !last.revokes(it.serial())).forEach(all::add);
        BigInteger number = last.number().orElseThrow().add(BigInteger.ONE);
        return Crl.issue(root, number, all, now, now.plus(life));
    }

    static Crl read(Path folder) throws IOException {
        return Crl.parse(Files.readAllBytes(folder.resolve(RootList.FILE)));
    }

    /// In one step, as it is read while the service runs.
    static void save(Path folder, Crl list) throws IOException {
        Path temporary = Files.createTempFile(folder, "root", ".crl");
        Files.write(temporary, list.encoded());
        Files.move(
                temporary,
                folder.resolve(RootList.FILE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
