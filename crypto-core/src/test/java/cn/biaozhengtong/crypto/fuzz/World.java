package cn.biaozhengtong.crypto.fuzz;

import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.cert.OcspResponse;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import cn.biaozhengtong.crypto.danger.RawSm2Key;
import cn.biaozhengtong.crypto.envelope.EnvelopeWriter;
import cn.biaozhengtong.crypto.envelope.Layer;
import cn.biaozhengtong.crypto.envelope.Progress;
import cn.biaozhengtong.crypto.envelope.Recipient;
import cn.biaozhengtong.crypto.envelope.Tender;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealInfo;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.crypto.seal.SealSigners;
import cn.biaozhengtong.crypto.timestamp.TimeStampAuthority;
import cn.biaozhengtong.crypto.timestamp.TimeStampRequest;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Keys and certificates that examples and readers share.
final class World {
    private World() {}

    static final Sm2KeyPair KEY = RawSm2Key.of(Scalar.of(BigInteger.valueOf(4711)));
    static final TestAuthority ca = new TestAuthority();
    static final Certificate certificate =
            ca.subscriber(KEY.publicKey(), CertificateProfile.subscriber_signing);
    static final TimeStampRequest question = TimeStampRequest.about(Sm3.digest(new byte[1]));
    static final TimeStampAuthority stamps = stamps();

    static TimeStampAuthority stamps() {
        KeyPair key = Suite.sm2.generate();
        Certificate own =
                ca.issue(
                        ca.authority,
                        CertificateProfile.time_stamping,
                        DistinguishedName.of("BZT", "TSA", "tsa"),
                        key.publicKey());
        return TimeStampAuthority.of(key, List.of(own, ca.issuing), "1.2.3");
    }

    static ChainVerifier trust() {
        return ChainVerifier.trusting(ca.root);
    }

    static byte[] answer(OcspRequest request) {
        return OcspResponse.answer(
                request,
                ca.issuing,
                ca.ocspKey,
                ca.ocsp,
                ca.now,
                ca.now.plusSeconds(60),
                serial -> new CertificateStatus.Good());
    }

    static Seal seal() {
        Certificate maker = ca.subscriber(KEY.publicKey(), CertificateProfile.seal_maker);
        return Seal.make(
                new SealInfo(
                        "BZT",
                        "1",
                        1,
                        "章",
                        SealSigners.digests(List.of(certificate)),
                        ca.now,
                        ca.now.minusSeconds(1),
                        ca.now.plusSeconds(99),
                        SealPicture.of("png", new byte[] {1}, 40, 40)),
                maker,
                KEY);
    }

    static Path folder() throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "bzt-fuzz");
        return Files.createDirectories(folder);
    }

    /// One file for each process: inputs come one after another.
    static Path file(byte[] bytes) throws IOException {
        return Files.write(folder().resolve("input-" + ProcessHandle.current().pid()), bytes);
    }

    static EnvelopeWriter.Sealed sealed() throws IOException {
        Path file = Files.write(folder().resolve("plain"), new byte[10]);
        return EnvelopeWriter.seal(
                file,
                folder().resolve("envelope"),
                new Tender("t", "1", "p"),
                List.of(
                        new Recipient(SerialNumber.random(), KEY.publicKey(), Layer.bidder),
                        new Recipient(SerialNumber.random(), KEY.publicKey(), Layer.platform)),
                Progress.none());
    }
}
