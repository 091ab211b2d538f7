package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Map;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.macs.HMac;

/// PKCS#12 files whose MAC is by SM3, as GmSSL and Tongsuo write them, or by SHA-384 or SHA-512:
/// BouncyCastle's key store knows no such MAC. It is verified here, and one by SHA-256 put in its
/// place for the key store.
final class Pkcs12Mac {
    private static final Map<ASN1ObjectIdentifier, Supplier<ExtendedDigest>> DIGESTS =
            Map.of(
                    GMObjectIdentifiers.sm3, SM3Digest::new,
                    NISTObjectIdentifiers.id_sha384, SHA384Digest::new,
                    NISTObjectIdentifiers.id_sha512, SHA512Digest::new);

    /// Ours have about a thousand; a file that wants millions wants to keep us busy.
    private static final int MOST = 10_000_000;

    private Pkcs12Mac() {}

    /// The same file, with a MAC that the key store knows.
    ///
    /// @throws CryptoException when the MAC is wrong
    static byte[] readable(byte[] file, char[] password) throws IOException {
        Pfx pfx = Pfx.getInstance(file);
        MacData mac = pfx.getMacData();
        Supplier<ExtendedDigest> unknown =
                mac == null ? null : DIGESTS.get(mac.getMac().getAlgorithmId().getAlgorithm());
        if (mac == null || unknown == null) {
            return file;
        }
        BigInteger iterations = mac.getIterationCount();
        if (iterations.signum() <= 0 || iterations.compareTo(BigInteger.valueOf(MOST)) > 0) {
            throw new CryptoException(Reason.malformed);
        }
        byte[] salt = mac.getSalt();
        byte[] content = ASN1OctetString.getInstance(pfx.getAuthSafe().getContent()).getOctets();
        int count = iterations.intValueExact();
        byte[] expected = mac(unknown.get(), password, salt, count, content);
        if (!MessageDigest.isEqual(expected, mac.getMac().getDigest())) {
            throw new CryptoException(Reason.malformed);
        }
        AlgorithmIdentifier sha256 =
                new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
        byte[] known = mac(new SHA256Digest(), password, salt, count, content);
        return new Pfx(pfx.getAuthSafe(), new MacData(new DigestInfo(sha256, known), salt, count))
                .getEncoded();
    }

    /// RFC 7292 §5.1 and appendix B.
    private static byte[] mac(
            ExtendedDigest digest, char[] password, byte[] salt, int iterations, byte[] content) {
        PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(digest);
        generator.init(PKCS12ParametersGenerator.PKCS12PasswordToBytes(password), salt, iterations);
        HMac hmac = new HMac(digest);
        hmac.init(generator.generateDerivedMacParameters(digest.getDigestSize() * 8));
        hmac.update(content, 0, content.length);
        byte[] out = new byte[hmac.getMacSize()];
        hmac.doFinal(out, 0);
        return out;
    }
}
