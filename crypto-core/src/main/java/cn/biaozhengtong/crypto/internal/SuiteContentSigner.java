package cn.biaozhengtong.crypto.internal;

import cn.biaozhengtong.crypto.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;

/// Lets BouncyCastle's builders sign through a [SigningKey], wherever that key lies.
public final class SuiteContentSigner implements ContentSigner {
    private final SigningKey key;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    public SuiteContentSigner(SigningKey key) {
        this.key = key;
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
    public byte[] getSignature() {
        return key.sign(content.toByteArray());
    }
}
