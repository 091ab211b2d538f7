package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;

/// Builds and checks the path from a certificate to a trusted root (RFC 5280 §6, for the plain
/// trees that these CAs issue: no name constraints, no policy mapping; an unknown critical
/// extension is refused).
public final class ChainVerifier {
    private static final int MAX_DEPTH = 5;
    private static final Set<ASN1ObjectIdentifier> KNOWN_CRITICAL =
            Set.of(Extension.basicConstraints, Extension.keyUsage, Extension.extendedKeyUsage);

    private final List<Certificate> roots;

    private ChainVerifier(List<Certificate> roots) {
        this.roots = List.copyOf(roots);
    }

    public static ChainVerifier trusting(Certificate... roots) {
        return new ChainVerifier(List.of(roots));
    }

    /// Verifies signatures, validity, purposes and path lengths at a moment.
    ///
    /// Revocation is asked separately ([Crl], [OcspResponse]): the result names who to ask about.
    public VerifiedChain verify(
            Certificate leaf,
            List<Certificate> intermediates,
            CertificateProfile purpose,
            Instant at) {
        if (!leaf.isFor(purpose)) {
            throw new CryptoException(Reason.wrong_purpose);
        }
        List<Certificate> path = new ArrayList<>();
        Certificate current = leaf;
        path.add(current);
        check(current, at);
        while (!roots.contains(current)) {
            Certificate issuer = issuerOf(current, intermediates);
            current.verifySignedBy(issuer);
            boolean mayIssue =
                    issuer.hasUsages(KeyUsage.keyCertSign)
                            && issuer.pathLength() >= path.size() - 1;
            if (!mayIssue || path.size() >= MAX_DEPTH) {
                throw new CryptoException(Reason.untrusted);
            }
            check(issuer, at);
            path.add(issuer);
            current = issuer;
        }
        return new VerifiedChain(path);
    }

    private Certificate issuerOf(Certificate child, List<Certificate> intermediates) {
        List<Certificate> candidates = new ArrayList<>(roots);
        candidates.addAll(intermediates);
        return candidates.stream()
                .filter(c -> c.holder().getSubject().equals(child.holder().getIssuer()))
                .filter(c -> !c.equals(child))
                .findFirst()
                .orElseThrow(() -> new CryptoException(Reason.untrusted));
    }

    private static void check(Certificate certificate, Instant at) {
        if (at.isBefore(certificate.notBefore()) || at.isAfter(certificate.notAfter())) {
            throw new CryptoException(Reason.not_valid_now);
        }
        for (Object oid : certificate.holder().getCriticalExtensionOIDs()) {
            if (!KNOWN_CRITICAL.contains(oid)) {
                throw new CryptoException(Reason.untrusted);
            }
        }
    }
}
