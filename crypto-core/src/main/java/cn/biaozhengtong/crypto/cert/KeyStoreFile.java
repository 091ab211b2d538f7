package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.danger.RawSm2Key;
import cn.biaozhengtong.crypto.internal.KeyAccess;
import cn.biaozhengtong.crypto.internal.Sm2Group;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.jcajce.provider.asymmetric.ec.BCECPrivateKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECNamedCurveSpec;

/// One key of any suite with its certificate chain in a PKCS#12 file (RFC 7292): PBES2 with AES-256
/// for the key and AES-128 for the certificates.
public final class KeyStoreFile {
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    /// The plain "PKCS12" of this provider writes 40-bit RC2 and triple DES.
    private static final String TYPE = "PKCS12-AES256-AES128";

    private static final String ALIAS = "key";

    private KeyStoreFile() {}

    /// The key and its chain, leaf first.
    public record Entry(KeyPair key, List<Certificate> chain) {
        /// The key of an SM2 entry.
        ///
        /// @throws CryptoException when it is of another suite
        public Sm2KeyPair sm2Key() {
            if (key instanceof Sm2KeyPair sm2) {
                return sm2;
            }
            throw new CryptoException(Reason.wrong_purpose);
        }

        public Certificate certificate() {
            return chain.get(0);
        }
    }

    /// Writes atomically, readable by the owner only.
    public static void save(Path file, Entry entry, char[] password) {
        try {
            KeyStore store = KeyStore.getInstance(TYPE, PROVIDER);
            store.load(null, password);
            store.setKeyEntry(ALIAS, jcaKey(entry.key()), password, jcaChain(entry.chain()));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, password);
            Path temporary =
                    Files.createTempFile(
                            file.toAbsolutePath().getParent(),
                            ".p12",
                            "",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            try (OutputStream out = Files.newOutputStream(temporary)) {
                bytes.writeTo(out);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (GeneralSecurityException | IOException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    /// Reads a file with one key, ours or another's: under any alias or none, with a MAC of any
    /// digest that Java knows, or of SM3.
    ///
    /// @throws CryptoException when the file or password is wrong, or it has several keys and none
    ///   under our alias
    public static Entry load(Path file, char[] password) {
        try {
            KeyStore store = KeyStore.getInstance(TYPE, PROVIDER);
            byte[] bytes = Pkcs12Mac.readable(Files.readAllBytes(file), password);
            store.load(new ByteArrayInputStream(bytes), password);
            PrivateKey key = (PrivateKey) store.getKey(alias(store), password);
            List<Certificate> chain = chain(store);
            return new Entry(fromJca(key, chain), chain);
        } catch (CryptoException e) {
            throw e;
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // BouncyCastle's parsers throw what they meet.
            throw new CryptoException(Reason.malformed, e);
        }
    }

    private static String alias(KeyStore store) throws GeneralSecurityException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        if (keys.contains(ALIAS)) {
            return ALIAS;
        }
        if (keys.size() != 1) {
            throw new CryptoException(Reason.malformed);
        }
        return keys.get(0);
    }

    /// The key's certificates, leaf first, as the file links them.
    private static List<Certificate> chain(KeyStore store) throws GeneralSecurityException {
        var chain = store.getCertificateChain(alias(store));
        if (chain == null || chain.length == 0) {
            throw new CryptoException(Reason.malformed);
        }
        return Stream.of(chain).map(KeyStoreFile::fromJca).toList();
    }

    private static KeyPair fromJca(PrivateKey key, List<Certificate> chain) {
        PublicKey known = chain.get(0).publicKey();
        KeyPair pair =
                key instanceof ECPrivateKey ec && known.suite() == Suite.sm2
                        ? RawSm2Key.of(Scalar.of(ec.getS()))
                        : KeyAccess.jca().pair(known, key);
        if (!pair.publicKey().equals(known)) {
            throw new CryptoException(Reason.malformed);
        }
        return pair;
    }

    private static PrivateKey jcaKey(KeyPair key) {
        return key instanceof Sm2KeyPair sm2
                ? jcaKey(sm2)
                : KeyAccess.jca()
                        .secret(key)
                        .orElseThrow(() -> new CryptoException(Reason.internal));
    }

    private static PrivateKey jcaKey(Sm2KeyPair key) {
        Point point = key.publicKey().point();
        var domain = Sm2Group.DOMAIN;
        var spec =
                new ECNamedCurveSpec("sm2p256v1", domain.getCurve(), domain.getG(), domain.getN());
        var parameters =
                new org.bouncycastle.crypto.params.ECPrivateKeyParameters(
                        RawSm2Key.secretOf(key).value(), domain);
        var publicKey =
                new org.bouncycastle.jcajce.provider.asymmetric.ec.BCECPublicKey(
                        "EC",
                        new org.bouncycastle.crypto.params.ECPublicKeyParameters(
                                point.value(), domain),
                        spec,
                        BouncyCastleProvider.CONFIGURATION);
        return new BCECPrivateKey(
                "EC", parameters, publicKey, spec, BouncyCastleProvider.CONFIGURATION);
    }

    private static java.security.cert.Certificate[] jcaChain(List<Certificate> chain)
            throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509", PROVIDER);
        var out = new java.security.cert.Certificate[chain.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = factory.generateCertificate(new ByteArrayInputStream(chain.get(i).encoded()));
        }
        return out;
    }

    private static Certificate fromJca(java.security.cert.Certificate certificate) {
        try {
            return Certificate.parse(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }
}
