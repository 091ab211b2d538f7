package cn.biaozhengtong.crypto.internal;

import cn.biaozhengtong.crypto.Sm3;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;

/// SM3 for BouncyCastle's builders, and nothing else. As they expect, a digest that was fetched is
/// done with: what comes then is digested anew.
public final class Sm3Calculator implements DigestCalculator {
    public static final AlgorithmIdentifier ALGORITHM =
            new AlgorithmIdentifier(GMObjectIdentifiers.sm3);

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    public static DigestCalculatorProvider provider() {
        return algorithm -> {
            if (!GMObjectIdentifiers.sm3.equals(algorithm.getAlgorithm())) {
                throw new OperatorCreationException("only SM3");
            }
            return new Sm3Calculator();
        };
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return ALGORITHM;
    }

    @Override
    public OutputStream getOutputStream() {
        return content;
    }

    @Override
    public byte[] getDigest() {
        byte[] digest = Sm3.digest(content.toByteArray());
        content.reset();
        return digest;
    }
}
