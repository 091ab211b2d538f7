package cn.biaozhengtong.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.OpenSsl;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.cert.TestAuthority;
import cn.biaozhengtong.crypto.internal.Sm3Calculator;
import cn.biaozhengtong.crypto.internal.Sm4Cbc;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import cn.biaozhengtong.crypto.internal.SuiteContentSigner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.operator.OperatorCreationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Item 20: messages as others write them, made with BouncyCastle and with OpenSSL.
class StrangersMessagesTest {
    private static final byte[] CONTENT = {1, 2, 3};

    private final TestAuthority ca = new TestAuthority();
    private final KeyPair key = Suite.sm2.generate();
    private final Certificate own =
            ca.subscriber(key.publicKey(), CertificateProfile.subscriber_signing);
    private final X509CertificateHolder holder = holder(own);
    private final ChainVerifier trust = ChainVerifier.trusting(ca.root);

    @TempDir Path folder;

    private static X509CertificateHolder holder(Certificate it) {
        try {
            return new X509CertificateHolder(it.encoded());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A signature with these attributes besides content type and digest.
    private SignedData signed(boolean byKeyIdentifier, Attribute... more) {
        CMSAttributeTableGenerator attributes =
                parameters -> {
                    ASN1EncodableVector out = new ASN1EncodableVector();
                    out.add(
                            new Attribute(
                                    CMSAttributes.contentType,
                                    new DERSet(PKCSObjectIdentifiers.data)));
                    byte[] digest = (byte[]) parameters.get(CMSAttributeTableGenerator.DIGEST);
                    out.add(
                            new Attribute(
                                    CMSAttributes.messageDigest,
                                    new DERSet(new DEROctetString(digest))));
                    Arrays.stream(more).forEach(out::add);
                    return new AttributeTable(out);
                };
        SignerInfoGeneratorBuilder builder =
                new SignerInfoGeneratorBuilder(Sm3Calculator.provider())
                        .setSignedAttributeGenerator(attributes);
        try {
            SuiteContentSigner signer = new SuiteContentSigner(key);
            SignerInfoGenerator made =
                    byKeyIdentifier
                            ? builder.build(signer, own.subjectKeyIdentifier().orElseThrow())
                            : builder.build(signer, holder);
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(made);
            generator.addCertificate(holder(ca.issuing));
            generator.addCertificate(holder);
            return SignedData.parse(
                    generator.generate(new CMSProcessableByteArray(CONTENT), true).getEncoded());
        } catch (CMSException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AlgorithmIdentifier sm3(boolean withNull) {
        return withNull
                ? new AlgorithmIdentifier(GMObjectIdentifiers.sm3, DERNull.INSTANCE)
                : new AlgorithmIdentifier(GMObjectIdentifiers.sm3);
    }

    private static AlgorithmIdentifier sha256() {
        return new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
    }

    private static byte[] sha256(Certificate it) {
        SHA256Digest digest = new SHA256Digest();
        digest.update(it.encoded(), 0, it.encoded().length);
        byte[] out = new byte[32];
        digest.doFinal(out, 0);
        return out;
    }

    private static IssuerSerial issuerSerial(Certificate it) {
        X509CertificateHolder holder = holder(it);
        return issuerSerial(holder.getIssuer(), new ASN1Integer(holder.getSerialNumber()));
    }

    private static IssuerSerial issuerSerial(X500Name issuer, ASN1Integer serial) {
        return new IssuerSerial(new GeneralNames(new GeneralName(issuer)), serial);
    }

    private static byte[] sm3(Certificate it) {
        return cn.biaozhengtong.crypto.Sm3.digest(it.encoded());
    }

    private static Attribute v2(ESSCertIDv2... ids) {
        return new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(ids)));
    }

    private void good(Attribute attribute) {
        assertThat(signed(false, attribute).verify(trust, ca.now)).isEqualTo(CONTENT);
    }

    private void refused(Attribute... attributes) {
        SignedData it = signed(false, attributes);
        assertThatThrownBy(() -> it.verify(trust, ca.now)).isInstanceOf(CryptoException.class);
    }

    @Test
    void item20_certificatesThatTheSignerNames_areComparedByWhatIsSaid() {
        good(v2(new ESSCertIDv2(sm3(false), sm3(own), issuerSerial(own))));
        good(v2(new ESSCertIDv2(sm3(true), sm3(own))));
        good(v2(new ESSCertIDv2(sm3(true), sm3(own), issuerSerial(own))));
        good(v2(new ESSCertIDv2(null, sha256(own), issuerSerial(own))));
        good(explicitSha256(own));
        good(
                v2(
                        new ESSCertIDv2(sm3(false), sm3(own), issuerSerial(own)),
                        new ESSCertIDv2(sm3(false), sm3(ca.issuing)),
                        new ESSCertIDv2(sm3(true), sm3(ca.root))));
        good(v1(own));

        refused(v2(new ESSCertIDv2(sm3(false), sm3(ca.issuing))));
        refused(v2(new ESSCertIDv2(sm3(false), sha256(own))));
        refused(
                v2(
                        new ESSCertIDv2(sm3(false), sm3(ca.issuing)),
                        new ESSCertIDv2(sm3(false), sm3(own))));
        refused(v2(new ESSCertIDv2(sm3(false), sm3(own), issuerSerial(ca.issuing))));
        refused(
                v2(
                        new ESSCertIDv2(
                                sm3(false),
                                sm3(own),
                                issuerSerial(
                                        new X500Name("CN=another"),
                                        new ASN1Integer(holder.getSerialNumber())))));
        refused(
                v2(
                        new ESSCertIDv2(
                                new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.3")),
                                sm3(own))));
        refused(v1(ca.issuing));
        Attribute twice = v2(new ESSCertIDv2(sm3(false), sm3(own)));
        refused(twice, twice);
    }

    /// Written though it is the default.
    private static Attribute explicitSha256(Certificate it) {
        ASN1EncodableVector id = new ASN1EncodableVector();
        id.add(sha256());
        id.add(new DEROctetString(sha256(it)));
        return new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new DERSequence(new DERSequence(new DERSequence(id)))));
    }

    private static Attribute v1(Certificate it) {
        SHA1Digest digest = new SHA1Digest();
        digest.update(it.encoded(), 0, it.encoded().length);
        byte[] hash = new byte[20];
        digest.doFinal(hash, 0);
        return new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificate,
                new DERSet(new SigningCertificate(new ESSCertID(hash))));
    }

    @Test
    void item20_signerNamedByItsKeysIdentifier_isFound() {
        assertThat(signed(true).verify(trust, ca.now)).isEqualTo(CONTENT);
        assertThat(signed(true).verifyAttached(trust, ca.now).get(0).chain().leaf()).isEqualTo(own);
    }

    @Test
    void item20_noSigningTime_isVerifiedAtTheGivenOneAlone() {
        SignedData it = signed(false);
        assertThat(it.verifyAttached(trust, ca.now).get(0).at()).isEqualTo(ca.now);
        assertThatThrownBy(() -> it.verify(trust, null)).isInstanceOf(CryptoException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " -keyid", " -cades", " -cades -keyid", " -nosmimecap"})
    void item20_opensslsSignatures_verify(String how) throws IOException {
        for (Suite suite : List.of(Suite.ecdsa_p256, Suite.rsa_2048)) {
            TestAuthority other = new TestAuthority(suite);
            KeyPair mine = suite.generate();
            Certificate it =
                    other.subscriber(mine.publicKey(), CertificateProfile.subscriber_signing);
            files(it, mine);
            Files.writeString(folder.resolve("issuing"), other.issuing.pem());
            Files.write(folder.resolve("content"), CONTENT);
            for (String attached : List.of(" -nodetach", "")) {
                OpenSsl.run(
                        folder,
                        ("cms -sign -binary -md sha256 -outform DER -in content -signer own -inkey"
                                        + " key -certfile issuing -out signed"
                                        + how
                                        + attached)
                                .split(" "));
                SignedData read = SignedData.parse(Files.readAllBytes(folder.resolve("signed")));
                assertThat(read.isAttached()).isEqualTo(!attached.isEmpty());
                assertThat(
                                read.verifyDetached(
                                        folder.resolve("content"),
                                        ChainVerifier.trusting(other.root),
                                        null))
                        .hasSize(1);
                Files.write(folder.resolve("other"), new byte[] {1, 2, 4});
                assertThatThrownBy(() ->
                                read.verifyDetached(
                                        folder.resolve("other"),
                                        ChainVerifier.trusting(other.root),
                                        null))
                        .isInstanceOf(CryptoException.class);
            }
        }
    }

    private void files(Certificate it, KeyPair mine) throws IOException {
        KeyStoreFile.save(
                folder.resolve("key.p12"),
                new KeyStoreFile.Entry(mine, List.of(it)),
                "x".toCharArray());
        OpenSsl.run(
                folder, "pkcs12 -in key.p12 -passin pass:x -nodes -nocerts -out key".split(" "));
        Files.writeString(folder.resolve("own"), it.pem());
    }

    @Test
    void item20_recipientNamedByItsKeysIdentifier_opens() throws IOException {
        TestAuthority rsa = new TestAuthority(Suite.rsa_2048);
        KeyPair mine = Suite.rsa_2048.generate();
        Certificate it = rsa.subscriber(mine.publicKey(), CertificateProfile.subscriber_encryption);
        files(it, mine);
        Files.write(folder.resolve("plain"), CONTENT);
        OpenSsl.run(
                folder,
                ("cms -encrypt -binary -sm4-cbc -keyid -outform DER -in plain -out theirs -recip own"
                                + " -keyopt rsa_padding_mode:oaep -keyopt rsa_oaep_md:sha256")
                        .split(" "));
        assertThat(open(folder.resolve("theirs"), it, mine)).isEqualTo(CONTENT);
    }

    /// GM/T 0006 calls it key exchange; some wrap keys under it.
    @Test
    void item20_sm2EncryptionUnderTheOidOfKeyExchange_opens() throws IOException {
        KeyPair mine = Suite.sm2.generate();
        Certificate it = ca.subscriber(mine.publicKey(), CertificateProfile.subscriber_encryption);
        byte[] secret = new byte[16];
        byte[] iv = new byte[16];
        byte[] wrapped = it.publicKey().encrypt(secret);
        ASN1Encodable[] names = {
            WrappedFor.issuerAndSerial(it),
            new DERTaggedObject(
                    false, 0, new DEROctetString(it.subjectKeyIdentifier().orElseThrow()))
        };
        for (String oid : List.of("1.2.156.10197.1.301.2", "1.2.156.10197.1.301.3")) {
            for (ASN1Encodable name : names) {
                for (boolean withNull : new boolean[] {false, true}) {
                    Path file = folder.resolve("enveloped");
                    Files.write(
                            file, enveloped(recipient(name, oid, withNull, wrapped), secret, iv));
                    assertThat(open(file, it, mine)).isEqualTo(CONTENT);
                }
            }
        }
        Path file = folder.resolve("enveloped");
        ASN1Sequence foreign = recipient(names[0], "1.2.156.10197.1.301.1", false, wrapped);
        Files.write(file, enveloped(foreign, secret, iv));
        assertThatThrownBy(() -> open(file, it, mine)).isInstanceOf(CryptoException.class);
    }

    private static DERSequence recipient(
            ASN1Encodable name, String oid, boolean withNull, byte[] wrapped) {
        ASN1ObjectIdentifier algorithm = new ASN1ObjectIdentifier(oid);
        ASN1EncodableVector out = new ASN1EncodableVector();
        out.add(new ASN1Integer(name instanceof DERTaggedObject ? 2 : 0));
        out.add(name);
        out.add(
                withNull
                        ? new AlgorithmIdentifier(algorithm, DERNull.INSTANCE)
                        : new AlgorithmIdentifier(algorithm));
        out.add(new DEROctetString(wrapped));
        return new DERSequence(out);
    }

    private static byte[] enveloped(ASN1Sequence recipient, byte[] secret, byte[] iv)
            throws IOException {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        Sm4Cbc.encrypt(secret, iv, new ByteArrayInputStream(CONTENT), sealed);
        ASN1EncodableVector content = new ASN1EncodableVector();
        content.add(PKCSObjectIdentifiers.data);
        content.add(new AlgorithmIdentifier(Sm4Cbc.OID, new DEROctetString(iv)));
        content.add(new DERTaggedObject(false, 0, new DEROctetString(sealed.toByteArray())));
        ASN1EncodableVector enveloped = new ASN1EncodableVector();
        enveloped.add(new ASN1Integer(2));
        enveloped.add(new DERSet(recipient));
        enveloped.add(new DERSequence(content));
        ASN1EncodableVector out = new ASN1EncodableVector();
        out.add(PKCSObjectIdentifiers.envelopedData);
        out.add(new DERTaggedObject(true, 0, new DERSequence(enveloped)));
        return SmAlgorithms.encode(new DERSequence(out));
    }

    private byte[] open(Path file, Certificate recipient, KeyPair mine) throws IOException {
        List<Certificate> chain = new ArrayList<>(List.of(own, ca.issuing));
        SignedData signature =
                SignedData.parse(
                        new SignedDataBuilder(Form.rfc5652, Files.readAllBytes(file), chain, ca.now)
                                .sign(key, true));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EnvelopedData.open(file, signature, trust, ca.now, recipient, mine, out);
        return out.toByteArray();
    }
}
