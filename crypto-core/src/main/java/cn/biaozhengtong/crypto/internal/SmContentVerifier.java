package cn.biaozhengtong.crypto.internal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.VerifyingKey;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.ContentVerifier;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.OperatorCreationException;

/// Lets BouncyCastle's parsers verify SM3withSM2 through a [VerifyingKey].
public final class SmContentVerifier implements ContentVerifier {
    private final VerifyingKey key;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    private SmContentVerifier(VerifyingKey key) {
        this.key = key;
    }

    /// @param certificate of the key, whose validity the caller judges
    public static ContentVerifierProvider provider(
            VerifyingKey key, X509CertificateHolder certificate) {
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
                if (!SmAlgorithms.SM3_WITH_SM2.getAlgorithm().equals(algorithm.getAlgorithm())) {
                    throw new OperatorCreationException("only SM3withSM2");
                }
                return new SmContentVerifier(key);
            }
        };
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return SmAlgorithms.SM3_WITH_SM2;
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
