package cn.biaozhengtong.crypto.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.OpenSsl;
import cn.biaozhengtong.crypto.Suite;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// OCSP with OpenSSL at the other end, as client and as responder.
class OcspInteropTest {
    private static final String ID = "distid:1234567812345678";

    private final TestAuthority ca = new TestAuthority();
    private final Certificate leaf =
            ca.subscriber(Suite.sm2.generate().publicKey(), CertificateProfile.subscriber_signing);

    @TempDir Path folder;

    @BeforeEach
    void files() throws IOException {
        write(ca, leaf);
    }

    private void write(TestAuthority authority, Certificate mine) throws IOException {
        Files.writeString(folder.resolve("root.pem"), authority.root.pem());
        Files.writeString(folder.resolve("issuing.pem"), authority.issuing.pem());
        Files.writeString(folder.resolve("leaf.pem"), mine.pem());
    }

    private byte[] answer(OcspRequest request, CertificateStatus status) {
        return OcspResponse.answer(
                request,
                ca.issuing,
                ca.ocspKey,
                ca.ocsp,
                ca.now,
                ca.now.plusSeconds(300),
                serial -> serial.equals(leaf.serial()) ? status : new CertificateStatus.Unknown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha1", "sha256", "sha384", "sha512", "sm3"})
    void openssl_asksUnderAnyHash_andUnderstandsTheAnswer(String hash) throws Exception {
        String[] about = {"-issuer", "issuing.pem", "-cert", "leaf.pem", "-no_nonce"};
        OcspRequest request = asked(hash, about);
        OcspRequest foreign = asked(hash, "-issuer", "root.pem", "-cert", "leaf.pem", "-no_nonce");
        assertThat(told(request, new CertificateStatus.Good(), hash, about)).contains(": good");
        assertThat(told(request, new CertificateStatus.Revoked(ca.now, 1), hash, about))
                .contains(": revoked")
                .contains("Reason: keyCompromise");
        assertThat(told(request, new CertificateStatus.Unknown(), hash, about))
                .contains(": unknown");
        assertThat(
                        told(
                                foreign,
                                new CertificateStatus.Good(),
                                hash,
                                "-issuer",
                                "root.pem",
                                "-cert",
                                "leaf.pem"))
                .contains(": unknown");
    }

    private OcspRequest asked(String hash, String... about) throws IOException {
        String[] command = {"ocsp", "-" + hash, "-reqout", "request.der"};
        OpenSsl.run(folder, joined(command, about));
        return OcspRequest.parse(Files.readAllBytes(folder.resolve("request.der")));
    }

    private String told(OcspRequest request, CertificateStatus status, String hash, String... about)
            throws IOException {
        byte[] answer = answer(request, status);
        Files.write(folder.resolve("answer.der"), answer);
        String[] command = {"ocsp", "-noverify", "-" + hash, "-respin", "answer.der"};
        String out = OpenSsl.run(folder, joined(command, about));
        verifiedByOpenssl(answer);
        return out;
    }

    /// OpenSSL 3.0 takes no SM2 identity for OCSP: the bytes that were signed.
    private void verifiedByOpenssl(byte[] answer) throws IOException {
        BasicOCSPResp basic;
        try {
            basic = (BasicOCSPResp) new OCSPResp(answer).getResponseObject();
        } catch (org.bouncycastle.cert.ocsp.OCSPException e) {
            throw new IllegalStateException(e);
        }
        Files.write(folder.resolve("signed"), basic.getTBSResponseData());
        Files.write(folder.resolve("signature"), basic.getSignature());
        Files.writeString(
                folder.resolve("by.pem"),
                Certificate.parse(basic.getCerts()[0].getEncoded()).pem());
        OpenSsl.run(folder, "x509", "-in", "by.pem", "-noout", "-pubkey", "-out", "by.key");
        String[] command = {"pkeyutl", "-verify", "-pubin", "-inkey", "by.key", "-rawin"};
        String[] how = {"-digest", "sm3", "-pkeyopt", ID, "-in", "signed", "-sigfile", "signature"};
        assertThat(OpenSsl.run(folder, joined(command, how)))
                .contains("Signature Verified Successfully");
    }

    private static String[] joined(String[] first, String[] second) {
        return java.util.stream.Stream.concat(
                        java.util.Arrays.stream(first), java.util.Arrays.stream(second))
                .toArray(String[]::new);
    }

    @Test
    void ourQuestion_isTheOneThatOpensslAsks() throws Exception {
        OpenSsl.run(
                folder,
                "ocsp",
                "-issuer",
                "issuing.pem",
                "-cert",
                "leaf.pem",
                "-no_nonce",
                "-reqout",
                "request.der");
        assertThat(OcspRequest.about(ca.issuing, leaf.serial()).encoded())
                .isEqualTo(Files.readAllBytes(folder.resolve("request.der")));
    }

    @ParameterizedTest
    @EnumSource(Suite.class)
    void opensslsResponder_isBelieved_delegatedOrTheIssuerItself(Suite suite) throws Exception {
        TestAuthority other = new TestAuthority(suite);
        Certificate mine =
                other.subscriber(
                        Suite.sm2.generate().publicKey(), CertificateProfile.subscriber_signing);
        write(other, mine);
        Files.writeString(folder.resolve("ocsp.pem"), other.ocsp.pem());
        key("ocsp.key", new KeyStoreFile.Entry(other.ocspKey, List.of(other.ocsp)));
        key("issuing.key", new KeyStoreFile.Entry(other.issuingKey, List.of(other.issuing)));
        for (String serial :
                new String[] {
                    "V\t%s\t\t%S\tunknown\t/CN=a\n", "R\t%s\t%r,keyCompromise\t%S\tunknown\t/CN=a\n"
                }) {
            index(serial, mine);
            for (String[] by :
                    new String[][] {
                        {"-rsigner", "ocsp.pem", "-rkey", "ocsp.key"},
                        {"-rsigner", "ocsp.pem", "-rkey", "ocsp.key", "-rother", "root.pem"},
                        {"-rsigner", "issuing.pem", "-rkey", "issuing.key", "-resp_no_certs"},
                        {"-rsigner", "issuing.pem", "-rkey", "issuing.key"}
                    }) {
                CertificateStatus status =
                        OcspResponse.verify(
                                responded(suite, by), other.issuing, mine.serial(), other.now);
                assertThat(status)
                        .isInstanceOf(
                                serial.startsWith("V")
                                        ? CertificateStatus.Good.class
                                        : CertificateStatus.Revoked.class);
            }
        }
        byte[] byLeaf = responded(suite, "-rsigner", "ocsp.pem", "-rkey", "ocsp.key");
        byLeaf[byLeaf.length / 3] ^= 1;
        assertThatThrownBy(
                        () -> OcspResponse.verify(byLeaf, other.issuing, mine.serial(), other.now))
                .isInstanceOf(CryptoException.class);
    }

    private byte[] responded(Suite suite, String... by) throws IOException {
        OpenSsl.run(
                folder, "ocsp", "-issuer", "issuing.pem", "-cert", "leaf.pem", "-reqout", "q.der");
        String[] command = {
            "ocsp",
            "-index",
            "index.txt",
            "-CA",
            "issuing.pem",
            "-reqin",
            "q.der",
            "-respout",
            "answer.der",
            "-nmin",
            "5",
            "-noverify"
        };
        String[] signing =
                suite == Suite.sm2
                        ? new String[] {"-rmd", "sm3", "-rsigopt", ID}
                        : new String[] {"-rmd", "sha256"};
        OpenSsl.run(folder, joined(joined(command, signing), by));
        return Files.readAllBytes(folder.resolve("answer.der"));
    }

    private void key(String file, KeyStoreFile.Entry entry) throws IOException {
        KeyStoreFile.save(folder.resolve("it.p12"), entry, "secret".toCharArray());
        OpenSsl.run(
                folder,
                "pkcs12",
                "-in",
                "it.p12",
                "-nocerts",
                "-nodes",
                "-passin",
                "pass:secret",
                "-out",
                file);
    }

    /// The database of `openssl ca`.
    private void index(String line, Certificate about) throws IOException {
        DateTimeFormatter time = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'");
        String hex = about.serial().hex().toUpperCase(java.util.Locale.ROOT);
        Files.writeString(
                folder.resolve("index.txt"),
                line.replace("%s", time.format(about.notAfter().atOffset(ZoneOffset.UTC)))
                        .replace("%r", time.format(ca.now.atOffset(ZoneOffset.UTC)))
                        .replace("%S", hex.length() % 2 == 0 ? hex : "0" + hex));
        Files.writeString(folder.resolve("index.txt.attr"), "unique_subject = no\n");
    }

    @Test
    void certificate_underAHashThatNobodyKnows_orWithAnImpossibleNumber_isUnknown()
            throws Exception {
        AlgorithmIdentifier md5 =
                new AlgorithmIdentifier(PKCSObjectIdentifiers.md5, DERNull.INSTANCE);
        BigInteger known = leaf.serial().value();
        CertificateID good = CertId.of(ca.issuing, leaf.serial());
        for (CertID id :
                new CertID[] {
                    new CertID(
                            md5,
                            new DEROctetString(new byte[16]),
                            new DEROctetString(new byte[16]),
                            new ASN1Integer(known)),
                    numbered(good, BigInteger.ZERO),
                    numbered(good, known.negate()),
                    numbered(good, BigInteger.ONE.shiftLeft(200))
                }) {
            OcspRequest request =
                    OcspRequest.parse(
                            new OCSPReqBuilder()
                                    .addRequest(new CertificateID(id))
                                    .build()
                                    .getEncoded());
            BasicOCSPResp told =
                    (BasicOCSPResp)
                            new OCSPResp(answer(request, new CertificateStatus.Good()))
                                    .getResponseObject();
            assertThat(told.getResponses()[0].getCertStatus())
                    .isInstanceOf(org.bouncycastle.cert.ocsp.UnknownStatus.class);
        }
    }

    private static CertID numbered(CertificateID like, BigInteger serial) {
        CertID id = like.toASN1Primitive();
        return new CertID(
                id.getHashAlgorithm(),
                id.getIssuerNameHash(),
                id.getIssuerKeyHash(),
                new ASN1Integer(serial));
    }
}
