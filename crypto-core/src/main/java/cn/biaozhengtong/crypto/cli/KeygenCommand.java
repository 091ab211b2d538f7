package cn.biaozhengtong.crypto.cli;

import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.cert.PublicationPoints;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "keygen",
        description = "Makes a key with a self-signed certificate in a PKCS#12 file.")
final class KeygenCommand implements Callable<Integer> {
    private static final String NOWHERE = "http://localhost/";
    private static final int DAYS = 365;

    @Mixin private Password password;

    @Parameters(paramLabel = "KEY.p12")
    private Path out;

    @Option(names = "--organization", required = true)
    private String organization;

    @Option(names = "--unit", defaultValue = "-")
    private String unit;

    @Option(names = "--name", required = true, description = "Common name.")
    private String name;

    @Option(names = "--suite", defaultValue = "sm2", description = "${COMPLETION-CANDIDATES}")
    private Suite suite;

    @Option(
            names = "--for",
            defaultValue = "subscriber_encryption",
            description = "What the certificate is for: ${COMPLETION-CANDIDATES}")
    private CertificateProfile profile;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(out)) {
            throw new FileAlreadyExistsException(out + " exists; a key is never overwritten");
        }
        DistinguishedName subject = DistinguishedName.of(organization, unit, name);
        KeyPair key = suite.generate();
        CertificateAuthorityKey self = CertificateAuthorityKey.root(key, subject);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        byte[] tbs =
                self.prepare(
                        new CertificateOrder(
                                profile,
                                SerialNumber.random(),
                                subject,
                                key.publicKey(),
                                now,
                                now.plus(DAYS, ChronoUnit.DAYS),
                                Optional.empty()),
                        new PublicationPoints(NOWHERE, NOWHERE, NOWHERE));
        Certificate certificate = self.sign(tbs);
        KeyStoreFile.save(out, new KeyStoreFile.Entry(key, List.of(certificate)), password.get());
        System.out.print(certificate.pem());
        return 0;
    }
}
