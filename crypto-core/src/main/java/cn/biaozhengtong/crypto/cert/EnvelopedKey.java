package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.danger.RawSm2Key;
import cn.biaozhengtong.crypto.internal.Sm4Blocks;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;

/// SM2EnvelopedKey (GM/T 0009 §7.4): an encryption key pair, sealed to the holder of a signing key;
/// how certificate authorities without split keys hand one out.
///
/// `SEQ{symAlgID, symEncryptedKey SM2Cipher, sm2PublicKey BIT STRING, sm2EncryptedPrivateKey BIT
/// STRING}` with SM4-ECB over the 32 bytes. The key inside is checked against the public key beside
/// it, which is all the integrity that the format has.
public final class EnvelopedKey {
    private static final ASN1ObjectIdentifier SM4_ECB =
            new ASN1ObjectIdentifier("1.2.156.10197.1.104.1");
    private static final ASN1ObjectIdentifier SM4 = new ASN1ObjectIdentifier("1.2.156.10197.1.104");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY = 16;

    private EnvelopedKey() {}

    /// DER, openable by the holder of `to`.
    public static byte[] seal(Sm2KeyPair pair, Sm2PublicKey to) {
        byte[] key = new byte[KEY];
        RANDOM.nextBytes(key);
        byte[] secret = RawSm2Key.secretOf(pair).encoded();
        ASN1EncodableVector out = new ASN1EncodableVector();
        out.add(new DERSequence(SM4_ECB));
        out.add(SmAlgorithms.strict(to.encrypt(key), ASN1Sequence.class));
        out.add(new DERBitString(pair.publicKey().point().encoded()));
        out.add(new DERBitString(Sm4Blocks.process(true, key, secret)));
        Arrays.fill(key, (byte) 0);
        Arrays.fill(secret, (byte) 0);
        return SmAlgorithms.encode(new DERSequence(out));
    }

    /// @throws CryptoException when it is another's, or the private key is not the public key's
    public static Sm2KeyPair open(byte[] der, Sm2KeyPair with) {
        try {
            ASN1Sequence parts = SmAlgorithms.strict(der, ASN1Sequence.class);
            ASN1ObjectIdentifier algorithm =
                    ASN1ObjectIdentifier.getInstance(
                            ASN1Sequence.getInstance(parts.getObjectAt(0)).getObjectAt(0));
            boolean known =
                    parts.size() == 4 && (algorithm.equals(SM4_ECB) || algorithm.equals(SM4));
            if (!known) {
                throw new CryptoException(Reason.malformed);
            }
            byte[] key =
                    with.decrypt(
                            SmAlgorithms.encode(ASN1Sequence.getInstance(parts.getObjectAt(1))));
            Point point = Point.parse(ASN1BitString.getInstance(parts.getObjectAt(2)).getOctets());
            byte[] sealed = ASN1BitString.getInstance(parts.getObjectAt(3)).getOctets();
            byte[] secret = lastBytes(Sm4Blocks.process(false, key, sealed));
            Sm2KeyPair pair = RawSm2Key.of(Scalar.parse(secret));
            Arrays.fill(key, (byte) 0);
            Arrays.fill(secret, (byte) 0);
            if (!pair.publicKey().equals(Sm2PublicKey.of(point))) {
                throw new CryptoException(Reason.bad_ciphertext);
            }
            return pair;
        } catch (CryptoException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    /// Some pad the number to 64 bytes with zeros before it.
    private static byte[] lastBytes(byte[] opened) {
        int extra = opened.length - Scalar.LENGTH;
        for (int i = 0; i < extra; i++) {
            if (opened[i] != 0) {
                throw new CryptoException(Reason.bad_ciphertext);
            }
        }
        return SmAlgorithms.slice(opened, Math.max(extra, 0), Scalar.LENGTH);
    }
}
