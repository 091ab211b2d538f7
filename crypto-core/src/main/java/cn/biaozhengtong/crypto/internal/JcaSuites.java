package cn.biaozhengtong.crypto.internal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Suite;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.jspecify.annotations.Nullable;

/// RSA and ECDSA by Java's own providers, narrowed to the suites.
public final class JcaSuites {
    private static final BigInteger F4 = BigInteger.valueOf(65537);
    private static final int MAX_EXPONENT_BITS = 33;
    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec(
                    "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private JcaSuites() {}

    public static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    public static KeyPair generate(Suite suite) {
        return generate(suite, null);
    }

    /// @param provider of a token that makes the key; null for a key in memory
    public static KeyPair generate(Suite suite, @Nullable Provider provider) {
        try {
            KeyPairGenerator generator =
                    provider == null
                            ? KeyPairGenerator.getInstance(keyAlgorithm(suite))
                            : KeyPairGenerator.getInstance(keyAlgorithm(suite), provider);
            switch (suite) {
                case rsa_2048 -> generator.initialize(2048);
                case rsa_3072 -> generator.initialize(3072);
                case ecdsa_p256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                case sm2 -> throw new CryptoException(Reason.wrong_purpose);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    /// A key of a suite from its strict DER; a point must be on P-256.
    public static PublicKey publicKey(byte[] der) {
        try {
            SubjectPublicKeyInfo info =
                    SubjectPublicKeyInfo.getInstance(SmAlgorithms.strict(der, ASN1Sequence.class));
            ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
            if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
                return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
            }
            boolean p256 =
                    algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)
                            && SECObjectIdentifiers.secp256r1.equals(
                                    info.getAlgorithm().getParameters());
            byte[] point = info.getPublicKeyData().getOctets();
            if (!p256 || point.length != 65 || point[0] != 4) {
                throw new CryptoException(Reason.malformed);
            }
            CustomNamedCurves.getByName("secp256r1").getCurve().decodePoint(point);
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
        } catch (CryptoException e) {
            throw e;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    public static Suite suiteOf(PublicKey key) {
        if (key instanceof ECPublicKey) {
            return Suite.ecdsa_p256;
        }
        if (key instanceof RSAPublicKey rsa) {
            BigInteger exponent = rsa.getPublicExponent();
            boolean sane =
                    rsa.getModulus().testBit(0)
                            && exponent.testBit(0)
                            && exponent.compareTo(F4) >= 0
                            && exponent.bitLength() <= MAX_EXPONENT_BITS;
            int bits = rsa.getModulus().bitLength();
            if (sane && bits == 2048) {
                return Suite.rsa_2048;
            }
            if (sane && bits == 3072) {
                return Suite.rsa_3072;
            }
        }
        throw new CryptoException(Reason.malformed);
    }

    /// @param provider of a token that holds the key; null for a key in memory
    public static byte[] sign(
            Suite suite, PrivateKey key, @Nullable Provider provider, byte[] message) {
        try {
            String name = signatureAlgorithm(suite);
            Signature signature =
                    provider == null
                            ? Signature.getInstance(name)
                            : Signature.getInstance(name, provider);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    public static void verify(Suite suite, PublicKey key, byte[] message, byte[] signed) {
        if (suite == Suite.ecdsa_p256) {
            SmAlgorithms.strict(signed, ASN1Sequence.class);
        }
        try {
            Signature signature = Signature.getInstance(signatureAlgorithm(suite));
            signature.initVerify(key);
            signature.update(message);
            if (!signature.verify(signed)) {
                throw new CryptoException(Reason.bad_signature);
            }
        } catch (GeneralSecurityException e) {
            throw new CryptoException(Reason.bad_signature, e);
        }
    }

    public static byte[] encrypt(Suite suite, PublicKey key, byte[] plaintext) {
        return oaep(suite, Cipher.ENCRYPT_MODE, key, plaintext, Reason.out_of_range);
    }

    public static byte[] decrypt(Suite suite, PrivateKey key, byte[] ciphertext) {
        return oaep(suite, Cipher.DECRYPT_MODE, key, ciphertext, Reason.bad_ciphertext);
    }

    private static byte[] oaep(Suite suite, int mode, Key key, byte[] input, Reason failure) {
        if (suite != Suite.rsa_2048 && suite != Suite.rsa_3072) {
            throw new CryptoException(Reason.wrong_purpose);
        }
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(mode, key, OAEP);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new CryptoException(failure, e);
        }
    }

    private static String keyAlgorithm(Suite suite) {
        return suite == Suite.ecdsa_p256 ? "EC" : "RSA";
    }

    private static String signatureAlgorithm(Suite suite) {
        return suite == Suite.ecdsa_p256 ? "SHA256withECDSA" : "SHA256withRSA";
    }
}
