package cn.biaozhengtong.crypto.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.internal.SuiteContentSigner;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/// A root, an authority and a leaf, and a maker of certificates with mistakes that our own
/// authority would not make.
abstract class PathFixture {
    static final int CA = KeyUsage.keyCertSign | KeyUsage.cRLSign;

    static final int SIGNS = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;

    final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    final Node root = make("CN=root", null).ca(3).build();

    final Node ca = make("CN=ca,O=a", root).ca(1).build();

    final Node leaf = make("CN=leaf,O=a", ca).build();

    static final class Node {
        final KeyPair key;
        final Certificate certificate;

        Node(KeyPair key, Certificate certificate) {
            this.key = key;
            this.certificate = certificate;
        }

        X500Name name() {
            return certificate.holder().getSubject();
        }
    }

    interface Extra {
        void to(X509v3CertificateBuilder builder) throws IOException;
    }

    final class Maker {
        final X500Name name;
        final Node issuer;
        KeyPair key = Suite.sm2.generate();
        KeyPair signer;
        X500Name issuerName;
        int usage = SIGNS;
        BasicConstraints constraints = new BasicConstraints(false);
        Instant from = now.minusSeconds(60);
        Instant to = now.plusSeconds(3600);
        Extra extra = builder -> {};

        Maker(String name, Node issuer) {
            this.name = new X500Name(name);
            this.issuer = issuer;
            this.signer = issuer == null ? key : issuer.key;
            this.issuerName = issuer == null ? this.name : issuer.name();
        }

        Maker ca(int length) {
            usage = CA;
            constraints = new BasicConstraints(length);
            return this;
        }

        Maker with(Extra more) {
            extra = more;
            return this;
        }

        Node build() {
            try {
                KeyPair by = issuer == null ? key : signer;
                X509v3CertificateBuilder builder =
                        new X509v3CertificateBuilder(
                                issuerName,
                                SerialNumber.random().value(),
                                Date.from(from),
                                Date.from(to),
                                name,
                                SubjectPublicKeyInfo.getInstance(key.publicKey().info()));
                if (constraints != null) {
                    builder.addExtension(Extension.basicConstraints, true, constraints);
                }
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
                extra.to(builder);
                byte[] der = builder.build(new SuiteContentSigner(by)).getEncoded();
                return new Node(key, Certificate.parse(der));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    Maker make(String name, Node issuer) {
        return new Maker(name, issuer);
    }

    void good(Node end, Node... between) {
        List<Certificate> others = List.of(between).stream().map(it -> it.certificate).toList();
        VerifiedChain chain =
                ChainVerifier.trusting(root.certificate)
                        .verify(
                                end.certificate,
                                others,
                                CertificateProfile.subscriber_signing,
                                now);
        assertThat(chain.leaf()).isEqualTo(end.certificate);
    }

    void bad(Reason reason, Node end, Node... between) {
        CryptoException e = catchThrowableOfType(CryptoException.class, () -> good(end, between));
        assertThat(e).isNotNull();
        assertThat(e.reason()).isEqualTo(reason);
    }
}
