package cn.biaozhengtong.crypto.cms;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.cms.DetachedSignature.Content;
import cn.biaozhengtong.crypto.internal.SuiteAlgorithms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.digests.SM3Digest;

/// What others sign with, by Java's own providers; SM2 by ours. Nothing is ever signed with these.
final class StrangerAlgorithms {
    private static final String SM3 = "SM3";
    private static final Map<String, String> DIGESTS =
            Map.of(
                    GMObjectIdentifiers.sm3.getId(),
                    SM3,
                    "1.2.840.113549.2.5",
                    "MD5",
                    "1.3.14.3.2.26",
                    "SHA-1",
                    "2.16.840.1.101.3.4.2.4",
                    "SHA-224",
                    "2.16.840.1.101.3.4.2.1",
                    "SHA-256",
                    "2.16.840.1.101.3.4.2.2",
                    "SHA-384",
                    "2.16.840.1.101.3.4.2.3",
                    "SHA-512");
    private static final int STRONG_RSA = 2048;
    private static final int STRONG_CURVE = 256;

    private StrangerAlgorithms() {}

    static String digestName(AlgorithmIdentifier algorithm) {
        return digestName(algorithm.getAlgorithm());
    }

    private static String digestName(ASN1ObjectIdentifier oid) {
        return DIGESTS.getOrDefault(oid.getId(), oid.getId());
    }

    /// @throws CryptoException when the digest is not known
    static byte[] digest(AlgorithmIdentifier algorithm, Content content) throws IOException {
        String name = digestName(algorithm);
        if (name.equals(SM3)) {
            SM3Digest digest = new SM3Digest();
            content.writeTo(sink(digest::update));
            byte[] out = new byte[digest.getDigestSize()];
            digest.doFinal(out, 0);
            return out;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance(name);
            content.writeTo(sink(digest::update));
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new CryptoException(Reason.wrong_purpose, e);
        }
    }

    private interface Update {
        void with(byte[] bytes, int offset, int length);
    }

    private static OutputStream sink(Update update) {
        return new OutputStream() {
            @Override
            public void write(int one) {
                update.with(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                update.with(bytes, offset, length);
            }
        };
    }

    /// @throws CryptoException `wrong_purpose` when key or algorithm are not known here
    static boolean verify(
            SubjectPublicKeyInfo key,
            AlgorithmIdentifier algorithm,
            AlgorithmIdentifier digest,
            Content signed,
            byte[] value)
            throws IOException {
        byte[] info = key.getEncoded();
        if (isSm2(info)) {
            return verifySm2(info, digest, signed, value);
        }
        Signature verifier = verifier(publicKey(key, info), algorithm, digest);
        try {
            signed.writeTo(
                    sink((bytes, offset, length) -> update(verifier, bytes, offset, length)));
            return verifier.verify(value);
        } catch (GeneralSecurityException e) {
            // Of a form that no signature has.
            return false;
        }
    }

    private static boolean isSm2(byte[] info) {
        try {
            return SuiteAlgorithms.isSm2Key(info);
        } catch (CryptoException e) {
            return false;
        }
    }

    private static boolean verifySm2(
            byte[] info, AlgorithmIdentifier digest, Content signed, byte[] value)
            throws IOException {
        if (!digestName(digest).equals(SM3)) {
            throw new CryptoException(Reason.wrong_purpose);
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        signed.writeTo(message);
        try {
            Sm2PublicKey.parseInfo(info).verify(message.toByteArray(), value);
            return true;
        } catch (CryptoException e) {
            return false;
        }
    }

    private static void update(Signature verifier, byte[] bytes, int offset, int length) {
        try {
            verifier.update(bytes, offset, length);
        } catch (GeneralSecurityException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    private static PublicKey publicKey(SubjectPublicKeyInfo key, byte[] info) {
        String oid = key.getAlgorithm().getAlgorithm().getId();
        String name =
                switch (oid) {
                    case "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10" -> "RSA";
                    case "1.2.840.10045.2.1" -> "EC";
                    case "1.3.101.112", "1.3.101.113" -> "EdDSA";
                    default -> throw new CryptoException(Reason.wrong_purpose);
                };
        try {
            return KeyFactory.getInstance(name).generatePublic(new X509EncodedKeySpec(info));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new CryptoException(Reason.wrong_purpose, e);
        }
    }

    private static Signature verifier(
            PublicKey key, AlgorithmIdentifier algorithm, AlgorithmIdentifier digest) {
        try {
            Signature out;
            if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
                out = Signature.getInstance("RSASSA-PSS");
                out.setParameter(pss(RSASSAPSSparams.getInstance(algorithm.getParameters())));
            } else if (key instanceof RSAPublicKey) {
                out = Signature.getInstance(javaName(digest) + "withRSA");
            } else if (key instanceof ECPublicKey) {
                out = Signature.getInstance(javaName(digest) + "withECDSA");
            } else {
                out = Signature.getInstance("EdDSA");
            }
            out.initVerify(key);
            return out;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new CryptoException(Reason.wrong_purpose, e);
        }
    }

    private static String javaName(AlgorithmIdentifier digest) {
        return digestName(digest).replace("-", "");
    }

    private static PSSParameterSpec pss(RSASSAPSSparams from) {
        AlgorithmIdentifier mask =
                AlgorithmIdentifier.getInstance(from.getMaskGenAlgorithm().getParameters());
        return new PSSParameterSpec(
                digestName(from.getHashAlgorithm()),
                "MGF1",
                new MGF1ParameterSpec(digestName(mask)),
                from.getSaltLength().intValueExact(),
                PSSParameterSpec.TRAILER_FIELD_BC);
    }

    static boolean isStrong(SubjectPublicKeyInfo key) {
        try {
            byte[] info = key.getEncoded();
            if (isSm2(info)) {
                return true;
            }
            PublicKey parsed = publicKey(key, info);
            if (parsed instanceof RSAPublicKey rsa) {
                return rsa.getModulus().bitLength() >= STRONG_RSA;
            }
            return !(parsed instanceof ECPublicKey ec)
                    || ec.getParams().getOrder().bitLength() >= STRONG_CURVE;
        } catch (IOException | CryptoException e) {
            return false;
        }
    }
}
