package cn.biaozhengtong.crypto.evidence;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/// What a service says that its audit log's head was, at a time: whoever keeps it finds every later
/// change of what came before, with public keys only.
///
/// @param service such as `identity-service`; lower-case letters and hyphens
/// @param sequence of the newest entry, 0 for none
/// @param hash of that entry, as in [AuditChain]
/// @param at when it was said, by the service's clock
public record AuditCheckpoint(String service, long sequence, String hash, Instant at) {
    private static final String TAG = "bzt/audit/v2";
    private static final int LINES = 6;

    public AuditCheckpoint {
        boolean sound =
                service.matches("[a-z][a-z-]{0,59}")
                        && sequence >= 0
                        && hash.matches("[0-9a-f]{64}");
        if (!sound) {
            throw new CryptoException(Reason.malformed);
        }
    }

    /// `bzt/audit/v2 LF service LF sequence LF hash LF at LF`: what is signed.
    public String text() {
        return String.join("\n", TAG, service, Long.toString(sequence), hash, at.toString()) + "\n";
    }

    /// The file of a checkpoint: [#text], a line with the signature in Base64, and the signer's
    /// certificates in PEM, its own first.
    public String signed(KeyStoreFile.Entry by) {
        byte[] signature = by.key().sign(text().getBytes(StandardCharsets.UTF_8));
        StringBuilder out = new StringBuilder(text());
        out.append(Base64.getEncoder().encodeToString(signature)).append('\n');
        by.chain().forEach(it -> out.append(it.pem()));
        return out.toString();
    }

    /// Reads a file that [#signed] made, if its signer is one for audit logs, of that very service,
    /// under a trusted root; the signer's certificate is judged at the time that is stated.
    ///
    /// @throws CryptoException when it is none, or says what its signer did not sign
    public static AuditCheckpoint verified(String file, ChainVerifier trust) {
        String[] lines = file.split("\n", LINES + 1);
        if (lines.length != LINES + 1 || !lines[0].equals(TAG)) {
            throw new CryptoException(Reason.malformed);
        }
        AuditCheckpoint said = parse(lines);
        List<Certificate> chain = Certificate.parsePems(lines[LINES]);
        if (chain.isEmpty()) {
            throw new CryptoException(Reason.malformed);
        }
        Certificate signer = chain.get(0);
        trust.verify(signer, chain.subList(1, chain.size()), CertificateProfile.audit, said.at());
        if (!signer.subject().commonName().equals(said.service())) {
            throw new CryptoException(Reason.wrong_purpose);
        }
        try {
            signer.publicKey()
                    .verify(
                            said.text().getBytes(StandardCharsets.UTF_8),
                            Base64.getDecoder().decode(lines[LINES - 1]));
        } catch (IllegalArgumentException e) {
            throw new CryptoException(Reason.malformed, e);
        }
        return said;
    }

    private static AuditCheckpoint parse(String[] lines) {
        if (!lines[2].matches("[0-9]{1,18}")) {
            throw new CryptoException(Reason.malformed);
        }
        try {
            return new AuditCheckpoint(
                    lines[1], Long.parseLong(lines[2]), lines[3], Instant.parse(lines[4]));
        } catch (DateTimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }
}
