package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import cn.biaozhengtong.crypto.internal.SuiteAlgorithms;
import cn.biaozhengtong.crypto.internal.SuiteContentSigner;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.jspecify.annotations.Nullable;

/// A certificate revocation list (RFC 5280 §5): full, of one shard, or delta.
public final class Crl {
    private static final int REMOVED = 8;
    private static final Set<ASN1ObjectIdentifier> KNOWN_CRITICAL =
            Set.of(Extension.issuingDistributionPoint, Extension.deltaCRLIndicator);

    private final X509CRLHolder holder;
    private final byte[] encoded;
    private final @Nullable IssuingDistributionPoint point;
    private final @Nullable BigInteger number;
    private final @Nullable BigInteger deltaBase;

    /// Whose signature it was found to bear.
    private volatile @Nullable Certificate signedBy;

    private Crl(X509CRLHolder holder, byte[] encoded) {
        this.holder = holder;
        this.encoded = encoded;
        Extension scope = holder.getExtension(Extension.issuingDistributionPoint);
        this.point =
                scope == null ? null : IssuingDistributionPoint.getInstance(scope.getParsedValue());
        this.number = integer(holder, Extension.cRLNumber);
        this.deltaBase = integer(holder, Extension.deltaCRLIndicator);
    }

    private static @Nullable BigInteger integer(X509CRLHolder holder, ASN1ObjectIdentifier oid) {
        Extension found = holder.getExtension(oid);
        return found == null ? null : ASN1Integer.getInstance(found.getParsedValue()).getValue();
    }

    /// Signs a full list; `number` must rise with every issue.
    public static Crl issue(
            CertificateAuthorityKey authority,
            BigInteger number,
            List<Revocation> revoked,
            Instant thisUpdate,
            Instant nextUpdate) {
        return issue(authority, CrlScope.full(), number, revoked, thisUpdate, nextUpdate);
    }

    /// Signs a list of a scope.
    ///
    /// @param number rises with every issue in one shard; full lists and deltas share the numbers
    /// @param revoked of the scope; in a delta, reason 8 takes an entry off the full list
    public static Crl issue(
            CertificateAuthorityKey authority,
            CrlScope scope,
            BigInteger number,
            List<Revocation> revoked,
            Instant thisUpdate,
            Instant nextUpdate) {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(authority.name(), Date.from(thisUpdate));
        builder.setNextUpdate(Date.from(nextUpdate));
        for (Revocation entry : revoked) {
            builder.addCRLEntry(entry.serial().value(), Date.from(entry.at()), entry.reason());
        }
        try {
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, authority.authorityKeyIdentifier());
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
            if (scope.shard().isPresent()) {
                builder.addExtension(
                        Extension.issuingDistributionPoint, true, wire(scope.shard().get()));
            }
            if (scope.freshest().isPresent()) {
                builder.addExtension(Extension.freshestCRL, false, points(scope.freshest().get()));
            }
            if (scope.deltaBase().isPresent()) {
                builder.addExtension(
                        Extension.deltaCRLIndicator, true, new CRLNumber(scope.deltaBase().get()));
            }
            return parse(builder.build(new SuiteContentSigner(authority.key())).getEncoded());
        } catch (IOException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    private static IssuingDistributionPoint wire(String url) {
        return new IssuingDistributionPoint(name(url), false, false);
    }

    private static CRLDistPoint points(String url) {
        return new CRLDistPoint(
                new DistributionPoint[] {new DistributionPoint(name(url), null, null)});
    }

    private static DistributionPointName name(String url) {
        return new DistributionPointName(
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, url)));
    }

    public static Crl parse(byte[] der) {
        try {
            SmAlgorithms.strict(der, ASN1Sequence.class);
            Crl crl = new Crl(new X509CRLHolder(der), der.clone());
            Names.mustBeReadable(crl.holder.getIssuer());
            crl.holder.toASN1Structure().getSignature().getOctets();
            return crl;
        } catch (CryptoException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // BouncyCastle's parsers throw what they meet.
            throw new CryptoException(Reason.malformed, e);
        }
    }

    public byte[] encoded() {
        return encoded.clone();
    }

    /// Rises with every issue; empty in lists of others who left it out.
    public Optional<BigInteger> number() {
        return Optional.ofNullable(number);
    }

    /// Number of the full list that this one adds to; empty for a full list.
    public Optional<BigInteger> deltaBase() {
        return Optional.ofNullable(deltaBase);
    }

    /// When the next one is there at the latest; empty in lists of others who left it out.
    public Optional<Instant> nextUpdate() {
        return Optional.ofNullable(holder.getNextUpdate()).map(Date::toInstant);
    }

    /// When it was made.
    public Instant thisUpdate() {
        return holder.getThisUpdate().toInstant();
    }

    /// @throws CryptoException when not signed by this issuer, with a part that we do not
    ///   understand, or not current at the moment
    public void verify(Certificate issuer, Instant at) {
        verifySignedBy(issuer);
        boolean stale =
                nextUpdate().filter(it -> !at.isAfter(it)).isEmpty()
                        || Freshness.fromTheFuture(holder.getThisUpdate(), at);
        if (stale) {
            throw new CryptoException(Reason.not_valid_now);
        }
    }

    /// @throws CryptoException when not signed by this issuer, or with a part that we do not
    ///   understand
    public void verifySignedBy(Certificate issuer) {
        boolean signedSo =
                Names.same(holder.getIssuer(), issuer.holder().getSubject())
                        && issuer.hasUsages(KeyUsage.cRLSign)
                        && SuiteAlgorithms.isSignature(
                                holder.toASN1Structure().getSignatureAlgorithm(), issuer.suite());
        if (!signedSo || !KNOWN_CRITICAL.containsAll(holder.getCriticalExtensionOIDs())) {
            throw new CryptoException(Reason.untrusted);
        }
        Certificate found = signedBy;
        if (found == null || !found.equals(issuer)) {
            issuer.publicKey()
                    .verify(
                            SmAlgorithms.encode(holder.toASN1Structure().getTBSCertList()),
                            holder.toASN1Structure().getSignature().getOctets());
            signedBy = issuer;
        }
    }

    /// Whether this list speaks of the certificate at all (RFC 5280 §6.3.3 (b)).
    public boolean covers(Certificate certificate) {
        if (!Names.same(holder.getIssuer(), certificate.holder().getIssuer())) {
            return false;
        }
        if (point == null) {
            return true;
        }
        boolean authority = certificate.pathLength() >= 0;
        boolean partial =
                point.isIndirectCRL()
                        || point.onlyContainsAttributeCerts()
                        || point.getOnlySomeReasons() != null
                        || (point.onlyContainsUserCerts() && authority)
                        || (point.onlyContainsCACerts() && !authority);
        if (partial) {
            return false;
        }
        DistributionPointName name = point.getDistributionPoint();
        return name == null || certificate.crlUrls().stream().anyMatch(it -> has(name, it));
    }

    private static boolean has(DistributionPointName name, String url) {
        if (name.getType() != DistributionPointName.FULL_NAME) {
            return false;
        }
        for (GeneralName it : GeneralNames.getInstance(name.getName()).getNames()) {
            boolean same =
                    it.getTagNo() == GeneralName.uniformResourceIdentifier
                            && it.getName().toString().equals(url);
            if (same) {
                return true;
            }
        }
        return false;
    }

    /// Whether a delta of the same shard may be laid over this full list (RFC 5280 §5.2.4).
    boolean takes(Crl delta) {
        return deltaBase == null
                && delta.deltaBase != null
                && number != null
                && delta.number != null
                && java.util.Objects.equals(point, delta.point)
                && delta.deltaBase.compareTo(number) <= 0
                && delta.number.compareTo(number) >= 0;
    }

    /// The entry of a serial number, if there is one.
    ///
    /// @throws CryptoException when an entry before it is not readable
    public Optional<Revocation> revocation(SerialNumber serial) {
        try {
            X509CRLEntryHolder entry = holder.getRevokedCertificate(serial.value());
            return entry == null ? Optional.empty() : Optional.of(revocation(serial, entry));
        } catch (RuntimeException e) {
            // Entries are decoded late: a million of them would take long at once.
            throw new CryptoException(Reason.malformed, e);
        }
    }

    /// Every entry.
    ///
    /// @throws CryptoException when one is not readable
    public List<Revocation> revocations() {
        try {
            List<Revocation> out = new ArrayList<>();
            for (Object each : holder.getRevokedCertificates()) {
                X509CRLEntryHolder entry = (X509CRLEntryHolder) each;
                out.add(revocation(SerialNumber.of(entry.getSerialNumber()), entry));
            }
            return out;
        } catch (RuntimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    private static Revocation revocation(SerialNumber serial, X509CRLEntryHolder entry) {
        Extension reason = entry.getExtension(Extension.reasonCode);
        int code =
                reason == null
                        ? 0
                        : CRLReason.getInstance(reason.getParsedValue()).getValue().intValue();
        return new Revocation(serial, entry.getRevocationDate().toInstant(), code);
    }

    /// Whether the list revokes it; of a delta, whether it revokes it anew.
    public boolean revokes(SerialNumber serial) {
        return revocation(serial).filter(it -> it.reason() != REMOVED).isPresent();
    }
}
