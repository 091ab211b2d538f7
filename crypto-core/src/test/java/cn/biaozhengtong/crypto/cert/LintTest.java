package cn.biaozhengtong.crypto.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Suite;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every rule, broken once.
class LintTest {
    private final TestAuthority ca = new TestAuthority();
    private final TBSCertificate good =
            TBSCertificate.getInstance(
                    ca.subscriber(
                                    Suite.sm2.generate().publicKey(),
                                    CertificateProfile.subscriber_signing)
                            .tbs());

    private final class Change {
        private final V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        private final ExtensionsGenerator extensions = new ExtensionsGenerator();

        private Change() {
            generator.setSerialNumber(good.getSerialNumber());
            generator.setSignature(good.getSignature());
            generator.setIssuer(good.getIssuer());
            generator.setSubject(good.getSubject());
            generator.setStartDate(good.getStartDate());
            generator.setEndDate(good.getEndDate());
            generator.setSubjectPublicKeyInfo(good.getSubjectPublicKeyInfo());
            Extensions all = good.getExtensions();
            for (ASN1ObjectIdentifier oid : all.getExtensionOIDs()) {
                extensions.addExtension(all.getExtension(oid));
            }
        }

        private void put(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
            try {
                Extension made = new Extension(oid, critical, value.toASN1Primitive().getEncoded());
                if (extensions.hasExtension(oid)) {
                    extensions.replaceExtension(made);
                } else {
                    extensions.addExtension(made);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private void criticality(ASN1ObjectIdentifier oid, boolean critical) {
            put(oid, critical, good.getExtensions().getExtensionParsedValue(oid));
        }
    }

    private List<String> findings(Consumer<Change> by) {
        Change change = new Change();
        by.accept(change);
        change.generator.setExtensions(change.extensions.generate());
        try {
            return CertificateLint.findings(
                    change.generator.generateTBSCertificate().getEncoded("DER"),
                    CertificateProfile.subscriber_signing);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void finds(String words, Consumer<Change> by) {
        assertThat(findings(by)).singleElement().asString().contains(words);
    }

    @ParameterizedTest
    @EnumSource
    void whatWeIssue_breaksNoRule(CertificateProfile profile) {
        Certificate it = ca.subscriber(Suite.sm2.generate().publicKey(), profile);
        assertThat(CertificateLint.findings(it.tbs(), profile)).isEmpty();
        CertificateProfile other =
                profile.isAuthority() ? CertificateProfile.operator : CertificateProfile.issuing_ca;
        assertThat(CertificateLint.findings(it.tbs(), other)).isNotEmpty();
    }

    @Test
    void head_brokenOnce_isFound() {
        finds("64 bits", it -> it.generator.setSerialNumber(new ASN1Integer(7)));
        finds(
                "20 bytes",
                it -> it.generator.setSerialNumber(new ASN1Integer(BigInteger.ONE.shiftLeft(160))));
        finds(
                "no suite",
                it ->
                        it.generator.setSignature(
                                new org.bouncycastle.asn1.x509.AlgorithmIdentifier(
                                        new ASN1ObjectIdentifier("1.2.3"))));
        finds("before it begins", it -> it.generator.setEndDate(good.getStartDate()));
        finds(
                "GeneralizedTime",
                it ->
                        it.generator.setEndDate(
                                new Time(
                                        new DERGeneralizedTime(
                                                Date.from(ca.now.plusSeconds(99))))));
    }

    @Test
    void names_brokenOnce_areFound() {
        finds("subject is empty", it -> it.generator.setSubject(new X500Name("")));
        finds("country", it -> it.generator.setSubject(new X500Name("C=cn,CN=x")));
        finds("longer", it -> it.generator.setSubject(named("x".repeat(65))));
        finds("control", it -> it.generator.setIssuer(new X500Name("CN=x\\07")));
    }

    /// BouncyCastle's own parser would refuse it.
    private static X500Name named(String text) {
        return new X500NameBuilder().addRDN(BCStyle.CN, new DERUTF8String(text)).build();
    }

    @Test
    void extensions_brokenOnce_areFound() {
        finds("must be critical", it -> it.criticality(Extension.keyUsage, false));
        finds("must not be critical", it -> it.criticality(Extension.subjectKeyIdentifier, true));
        finds(
                "must not be critical",
                it -> it.put(new ASN1ObjectIdentifier("1.2.3.4"), true, new DERUTF8String("x")));
        finds(
                "key usage",
                it ->
                        it.put(
                                Extension.keyUsage,
                                true,
                                new KeyUsage(
                                        KeyUsage.digitalSignature
                                                | KeyUsage.nonRepudiation
                                                | KeyUsage.keyCertSign)));
        finds(
                "extended key usage",
                it ->
                        it.put(
                                Extension.extendedKeyUsage,
                                false,
                                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth)));
        finds(
                "basic constraints",
                it -> it.put(Extension.basicConstraints, true, new BasicConstraints(0)));
        finds("identifier", it -> it.extensions.removeExtension(Extension.subjectKeyIdentifier));
        finds(
                "distribution point",
                it -> it.extensions.removeExtension(Extension.cRLDistributionPoints));
        finds(
                "credit code",
                it ->
                        it.put(
                                CertificateAuthorityKey.USCC_OID,
                                false,
                                new DERUTF8String("91210000558190456I")));
    }

    @Test
    void whatIsNoCertificate_isRefused() {
        assertThatThrownBy(() ->
                        CertificateLint.findings(
                                new byte[] {0x30, 0}, CertificateProfile.subscriber_signing))
                .isInstanceOf(CryptoException.class);
    }
}
