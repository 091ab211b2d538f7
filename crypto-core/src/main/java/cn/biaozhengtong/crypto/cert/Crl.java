package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import cn.biaozhengtong.crypto.internal.SuiteAlgorithms;
import cn.biaozhengtong.crypto.internal.SuiteContentSigner;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;

/// A certificate revocation list (RFC 5280 §5), full form.
public final class Crl {
    private final X509CRLHolder holder;
    private final byte[] encoded;

    private Crl(X509CRLHolder holder, byte[] encoded) {
        this.holder = holder;
        this.encoded = encoded;
    }

    /// Signs a full list; `number` must rise with every issue.
    public static Crl issue(
            CertificateAuthorityKey authority,
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
            return parse(builder.build(new SuiteContentSigner(authority.key())).getEncoded());
        } catch (IOException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    public static Crl parse(byte[] der) {
        try {
            SmAlgorithms.strict(der, ASN1Sequence.class);
            Crl crl = new Crl(new X509CRLHolder(der), der.clone());
            crl.holder.toASN1Structure().getSignature().getOctets();
            return crl;
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    public byte[] encoded() {
        return encoded.clone();
    }

    /// @throws CryptoException when not signed by this issuer, or not current at the moment
    public void verify(Certificate issuer, Instant at) {
        if (!holder.getIssuer().equals(issuer.holder().getSubject())) {
            throw new CryptoException(Reason.untrusted);
        }
        boolean signedSo =
                holder.toASN1Structure()
                        .getSignatureAlgorithm()
                        .equals(SuiteAlgorithms.signature(issuer.suite()));
        if (!signedSo) {
            throw new CryptoException(Reason.untrusted);
        }
        issuer.publicKey()
                .verify(
                        SmAlgorithms.encode(holder.toASN1Structure().getTBSCertList()),
                        holder.toASN1Structure().getSignature().getOctets());
        boolean stale =
                holder.getNextUpdate() == null
                        || at.isAfter(holder.getNextUpdate().toInstant())
                        || at.isBefore(holder.getThisUpdate().toInstant());
        if (stale) {
            throw new CryptoException(Reason.not_valid_now);
        }
    }

    public boolean revokes(SerialNumber serial) {
        return holder.getRevokedCertificate(serial.value()) != null;
    }
}
