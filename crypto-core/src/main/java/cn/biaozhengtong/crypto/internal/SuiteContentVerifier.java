package cn.biaozhengtong.crypto.internal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.PublicKey;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.ContentVerifier;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.OperatorCreationException;

/// Lets BouncyCastle's parsers verify through a [PublicKey], by its suite alone.
public final class SuiteContentVerifier implements ContentVerifier {
    private final PublicKey key;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    private SuiteContentVerifier(PublicKey key) {
        this.key = key;
    }

    /// @param certificate of the key, whose validity the caller judges
    public static ContentVerifierProvider provider(
            PublicKey key, X509CertificateHolder certificate) {
        return new ContentVerifierProvider() {
            @Override
            public boolean hasAssociatedCertificate() {
                return true;
            }

            @Override
            public X509CertificateHolder getAssociatedCertificate() {
                return certificate;
            }

            @Override
            public ContentVerifier get(AlgorithmIdentifier algorithm)
                    throws OperatorCreationException {
                if (!SuiteAlgorithms.signature(key.suite())
                        .getAlgorithm()
                        .equals(algorithm.getAlgorithm())) {
                    throw new OperatorCreationException("not the suite of the key");
                }
                return new SuiteContentVerifier(key);
            }
        };
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return SuiteAlgorithms.signature(key.suite());
    }

    @Override
    public OutputStream getOutputStream() {
        return content;
    }

    @Override
    public boolean verify(byte[] expected) {
        try {
            key.verify(content.toByteArray(), expected);
            return true;
        } catch (CryptoException e) {
            return false;
        }
    }
}
