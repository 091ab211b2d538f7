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

/// Builds and checks the path from a certificate to a trusted root (RFC 5280 §6): signatures,
/// validity, purposes, path lengths, name constraints, and, when evidence is given, revocation.
///
/// No policy mapping; an unknown critical extension is refused. Where several issuers bear the same
/// name (an authority that changed its key), each is tried, and the work is bounded.
public final class ChainVerifier {
    private static final int MAX_DEPTH = 5;
    private static final int MAX_TRIES = 50;
    private static final Set<ASN1ObjectIdentifier> KNOWN_CRITICAL =
            Set.of(
                    Extension.basicConstraints,
                    Extension.keyUsage,
                    Extension.extendedKeyUsage,
                    Extension.nameConstraints,
                    Extension.subjectAlternativeName,
                    Extension.cRLDistributionPoints);

    private final List<Certificate> roots;
    private final List<Certificate> known;

    private ChainVerifier(List<Certificate> roots, List<Certificate> known) {
        this.roots = List.copyOf(roots);
        this.known = List.copyOf(known);
    }

    public static ChainVerifier trusting(Certificate... roots) {
        return new ChainVerifier(List.of(roots), List.of());
    }

    /// The same trust, with certificates between that every verification may use; they are not
    /// trusted by that.
    public ChainVerifier knowing(List<Certificate> between) {
        return new ChainVerifier(roots, between);
    }

    /// Verifies all but revocation, which is asked separately ([Crl], [OcspResponse]): the result
    /// names who to ask about.
    ///
    /// @throws CryptoException with the reason of the last path that was tried
    public VerifiedChain verify(
            Certificate leaf,
            List<Certificate> intermediates,
            CertificateProfile purpose,
            Instant at) {
        List<Certificate> candidates = new ArrayList<>(roots);
        known.stream().filter(it -> !candidates.contains(it)).forEach(candidates::add);
        intermediates.stream().filter(it -> !candidates.contains(it)).forEach(candidates::add);
        // The path first: a stranger's certificate is untrusted, whatever else it may be.
        List<Certificate> path = new Search(candidates, at).extend(List.of(leaf));
        if (!leaf.isFor(purpose)) {
            throw new CryptoException(Reason.wrong_purpose);
        }
        check(leaf, at);
        return new VerifiedChain(path);
    }

    /// Verifies all, revocation of every certificate below the root included.
    public VerifiedChain verify(
            Certificate leaf,
            List<Certificate> intermediates,
            CertificateProfile purpose,
            Instant at,
            RevocationEvidence evidence) {
        VerifiedChain chain = verify(leaf, intermediates, purpose, at);
        evidence.mustBeGood(chain, at);
        return chain;
    }

    /// Depth first over issuers by name, each signature check counted.
    private final class Search {
        private final List<Certificate> candidates;
        private final Instant at;
        private int tries;

        private Search(List<Certificate> candidates, Instant at) {
            this.candidates = candidates;
            this.at = at;
        }

        private List<Certificate> extend(List<Certificate> path) {
            Certificate current = path.get(path.size() - 1);
            if (roots.contains(current)) {
                NameConstraintCheck.check(path);
                return path;
            }
            CryptoException failure = new CryptoException(Reason.untrusted);
            for (Certificate issuer : candidates) {
                boolean named =
                        Names.same(issuer.holder().getSubject(), current.holder().getIssuer())
                                && !path.contains(issuer);
                if (named && path.size() < MAX_DEPTH && tries < MAX_TRIES) {
                    tries++;
                    try {
                        return extend(with(path, issuer));
                    } catch (CryptoException e) {
                        failure = e;
                    }
                }
            }
            throw failure;
        }

        private List<Certificate> with(List<Certificate> path, Certificate issuer) {
            path.get(path.size() - 1).verifySignedBy(issuer);
            long below = path.stream().skip(1).filter(it -> !it.isSelfIssued()).count();
            if (!issuer.hasUsages(KeyUsage.keyCertSign) || issuer.pathLength() < below) {
                throw new CryptoException(Reason.untrusted);
            }
            check(issuer, at);
            List<Certificate> out = new ArrayList<>(path);
            out.add(issuer);
            return out;
        }
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
