package cn.biaozhengtong.crypto.cms;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.internal.Sm4Cbc;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// EnvelopedData with SM4-CBC (RFC 5652 §6, GB/T 35275 §10), for peers that read nothing better;
/// our own files are bid envelopes.
///
/// Confidential only: CBC lets others change what is inside without the key. So it is opened only
/// under a detached signature over all its bytes, and every failure looks alike. Streams both ways;
/// memory does not grow with the content.
public final class EnvelopedData {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MAX_RECIPIENTS = 64;

    private EnvelopedData() {}

    /// Encrypts to recipients: DER, or, where the whole exceeds 2 GiB, BER of indefinite length.
    ///
    /// @param length of the content in bytes, known beforehand
    /// @throws CryptoException when there is no recipient, or one's suite cannot encrypt
    /// @throws IOException when the content is not as long as said, or cannot be read or written
    public static void seal(
            Form form,
            InputStream content,
            long length,
            OutputStream out,
            List<Certificate> recipients)
            throws IOException {
        if (recipients.isEmpty() || recipients.size() > MAX_RECIPIENTS || length < 0) {
            throw new CryptoException(Reason.malformed);
        }
        byte[] key = random(Sm4Cbc.BLOCK);
        byte[] iv = random(Sm4Cbc.BLOCK);
        try {
            var wrapped = recipients.stream().map(it -> WrappedFor.wrap(form, it, key)).toList();
            EnvelopedLayout layout = new EnvelopedLayout(form, wrapped, iv, length);
            layout.begin(out);
            long read = Sm4Cbc.encrypt(key, iv, content, layout.chunks(out));
            if (read != length) {
                throw new IOException("the content has " + read + " bytes, not " + length);
            }
            layout.end(out);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /// Opens for one recipient what a verified signer signed.
    ///
    /// @param signature detached, over all bytes of the file
    /// @param at when the signer's chain must hold
    /// @param own the recipient's certificate, by which his wrapped key is found
    /// @param out gets the content; throw it away when this throws
    /// @throws CryptoException when the signature does not verify, or it does not open
    public static void open(
            Path enveloped,
            SignedData signature,
            ChainVerifier trust,
            Instant at,
            Certificate own,
            KeyPair key,
            OutputStream out)
            throws IOException {
        signature.verifyDetached(enveloped, trust, at);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(enveloped))) {
            EnvelopedParser parsed = EnvelopedParser.of(in);
            byte[] wrapped = parsed.wrappedFor(own);
            byte[] content = key.decrypt(wrapped);
            try {
                parsed.decryptTo(content, out);
            } finally {
                Arrays.fill(content, (byte) 0);
            }
            if (in.read() >= 0) {
                throw new CryptoException(Reason.bad_ciphertext);
            }
        } catch (CryptoException e) {
            throw e.reason() == Reason.bad_ciphertext
                    ? e
                    : new CryptoException(Reason.bad_ciphertext, e);
        }
    }

    private static byte[] random(int length) {
        byte[] out = new byte[length];
        RANDOM.nextBytes(out);
        return out;
    }
}
