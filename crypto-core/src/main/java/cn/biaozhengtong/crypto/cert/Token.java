package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.SigningKey;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.internal.JcaSuites;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;

/// Keys in a PKCS#11 token (an HSM, or SoftHSM2): made there, used there, never out of it.
///
/// RSA and ECDSA suites. PKCS#11 2.40 has no SM2 mechanism and each vendor's own differs, so an SM2
/// key is refused here: an authority keeps it in a [KeyStoreFile], or behind a [SigningKey] of its
/// vendor's library.
public final class Token {
    private static final int WRAPPING_BITS = 256;

    private final Provider provider;
    private final KeyStore store;

    private Token(Provider provider, KeyStore store) {
        this.provider = provider;
        this.store = store;
    }

    /// Logs in. A process is logged in once for a token: later calls do not check the PIN again.
    ///
    /// @param library the vendor's PKCS#11 library
    /// @param slot identifier of the slot, as the vendor's tool lists it
    /// @throws CryptoException when there is no such token, or the PIN is wrong
    public static Token open(Path library, long slot, char[] pin) {
        String configuration =
                "--name=bzt-" + slot + "\nlibrary=" + library + "\nslot=" + slot + "\n";
        try {
            Provider provider = Security.getProvider("SunPKCS11").configure(configuration);
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            return new Token(provider, store);
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw new CryptoException(Reason.untrusted, e);
        }
    }

    /// A new key that the token forgets at logout, unless it is [#keep]ed.
    public TokenKey generate(Suite suite) {
        KeyPair pair = JcaSuites.generate(suite, provider);
        byte[] info = pair.getPublic().getEncoded();
        return new TokenKey(PublicKey.parseInfo(info), pair.getPrivate(), provider);
    }

    /// Keeps the key under a name, with its chain.
    ///
    /// @param chain its certificate first
    /// @throws CryptoException when the name is taken, or the certificate is another key's
    public void keep(String name, TokenKey key, List<Certificate> chain) {
        if (!chain.get(0).publicKey().equals(key.publicKey())) {
            throw new CryptoException(Reason.untrusted);
        }
        try {
            if (store.containsAlias(name)) {
                throw new CryptoException(Reason.malformed);
            }
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            var certificates = new java.security.cert.Certificate[chain.size()];
            for (int i = 0; i < certificates.length; i++) {
                certificates[i] =
                        factory.generateCertificate(
                                new ByteArrayInputStream(chain.get(i).encoded()));
            }
            store.setKeyEntry(name, key.secret(), null, certificates);
        } catch (GeneralSecurityException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    /// The chain that is kept under the name, its own certificate first.
    ///
    /// @throws CryptoException when there is none
    public List<Certificate> chain(String name) {
        try {
            var found = store.getCertificateChain(name);
            if (found == null) {
                throw new CryptoException(Reason.untrusted);
            }
            return Stream.of(found).map(Token::parsed).toList();
        } catch (GeneralSecurityException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    private static Certificate parsed(java.security.cert.Certificate certificate) {
        try {
            return Certificate.parse(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    /// The key that is kept under the name.
    ///
    /// @throws CryptoException when there is none
    public SigningKey key(String name) {
        PublicKey known = chain(name).get(0).publicKey();
        try {
            if (!(store.getKey(name, null) instanceof PrivateKey secret)) {
                throw new CryptoException(Reason.untrusted);
            }
            return new TokenKey(known, secret, provider);
        } catch (GeneralSecurityException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    /// A new AES-256 key under the name, for [#wrapping]; a token that knows no SM4 knows this.
    ///
    /// @throws CryptoException when the name is taken
    public void makeWrapping(String name) {
        try {
            if (store.containsAlias(name)) {
                throw new CryptoException(Reason.malformed);
            }
            KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
            generator.init(WRAPPING_BITS);
            store.setEntry(name, new KeyStore.SecretKeyEntry(generator.generateKey()), null);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    /// What encrypts keys with the AES key that is kept under the name.
    ///
    /// @throws CryptoException when there is none
    public KeyEncryptionKey wrapping(String name) {
        try {
            if (!(store.getKey(name, null) instanceof SecretKey secret)) {
                throw new CryptoException(Reason.untrusted);
            }
            return new TokenWrapping(secret, provider);
        } catch (GeneralSecurityException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }
}
