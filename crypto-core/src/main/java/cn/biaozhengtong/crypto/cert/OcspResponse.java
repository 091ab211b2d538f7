package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.SigningKey;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import cn.biaozhengtong.crypto.internal.SuiteContentSigner;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;

/// Signed answers about certificates (RFC 6960), by a delegated responder.
public final class OcspResponse {
    private static final int MAX_CERTIFICATES = 5;

    private OcspResponse() {}

    /// Answers every item under the name that it was asked by; what another CA issued, or nobody
    /// did, is unknown. DER of an OCSPResponse.
    public static byte[] answer(
            OcspRequest request,
            Certificate issuer,
            SigningKey responderKey,
            Certificate responder,
            Instant now,
            Instant nextUpdate,
            Function<SerialNumber, CertificateStatus> statuses) {
        try {
            BasicOCSPRespBuilder builder =
                    new BasicOCSPRespBuilder(new RespID(responder.holder().getSubject()));
            for (CertificateID id : request.ids().toList()) {
                CertificateStatus status =
                        CertId.serialOf(id, issuer)
                                .map(statuses)
                                .orElseGet(CertificateStatus.Unknown::new);
                builder.addResponse(id, wire(status), Date.from(now), Date.from(nextUpdate));
            }
            if (request.nonce() != null) {
                builder.setResponseExtensions(new Extensions(request.nonce()));
            }
            BasicOCSPResp basic =
                    builder.build(
                            new SuiteContentSigner(responderKey),
                            new X509CertificateHolder[] {responder.holder()},
                            Date.from(now));
            return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, basic).getEncoded();
        } catch (OCSPException | IOException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    /// The answer `malformedRequest`, unsigned as RFC 6960 §2.3 has it.
    public static byte[] malformedRequest() {
        try {
            return new OCSPRespBuilder()
                    .build(OCSPRespBuilder.MALFORMED_REQUEST, null)
                    .getEncoded();
        } catch (OCSPException | IOException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    /// Verifies an answer about one certificate: signed by the issuer or by a responder that it
    /// certified, current at the moment. The responder's clock may be up to five minutes ahead.
    public static CertificateStatus verify(
            byte[] der, Certificate issuer, SerialNumber serial, Instant at) {
        return dated(der, issuer, serial, at).status();
    }

    /// @param from when it was known to be so
    record Dated(CertificateStatus status, Instant from) {}

    /// As [#verify], with the moment of which it speaks.
    static Dated dated(byte[] der, Certificate issuer, SerialNumber serial, Instant at) {
        return said(der, issuer, serial, Optional.of(at));
    }

    /// As it was said, however long ago that is, by who was a responder then.
    static Dated past(byte[] der, Certificate issuer, SerialNumber serial) {
        return said(der, issuer, serial, Optional.empty());
    }

    private static Dated said(
            byte[] der, Certificate issuer, SerialNumber serial, Optional<Instant> at) {
        try {
            OCSPResp response = new OCSPResp(der);
            if (!(response.getResponseObject() instanceof BasicOCSPResp basic)
                    || basic.getCerts().length > MAX_CERTIFICATES) {
                throw new CryptoException(Reason.malformed);
            }
            for (SingleResp single : basic.getResponses()) {
                boolean same =
                        single.getCertID().getSerialNumber().equals(serial.value())
                                && CertId.isOf(single.getCertID(), issuer);
                if (same) {
                    Instant from = single.getThisUpdate().toInstant();
                    signer(basic, issuer, at.orElse(from))
                            .verify(basic.getTBSResponseData(), basic.getSignature());
                    at.ifPresent(it -> mustBeCurrent(single, it));
                    return new Dated(status(single), from);
                }
            }
            throw new CryptoException(Reason.untrusted);
        } catch (IOException | OCSPException | IllegalArgumentException | IllegalStateException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    /// The issuer's own key where no responder came along, else that of the one responder among the
    /// certificates which the issuer certified (RFC 6960 §4.2.2.2).
    private static PublicKey signer(BasicOCSPResp basic, Certificate issuer, Instant at)
            throws IOException {
        for (X509CertificateHolder each : basic.getCerts()) {
            try {
                // The responder's issuers may come along too.
                Certificate responder = Certificate.parse(each.getEncoded());
                responder.verifySignedBy(issuer);
                boolean delegated = responder.isFor(CertificateProfile.ocsp_responder);
                if (delegated && !at.isAfter(responder.notAfter())) {
                    return responder.publicKey();
                }
            } catch (CryptoException e) {
                // Not one that this issuer certified.
            }
        }
        return issuer.publicKey();
    }

    private static void mustBeCurrent(SingleResp single, Instant at) {
        boolean stale =
                single.getNextUpdate() == null
                        || at.isAfter(single.getNextUpdate().toInstant())
                        || Freshness.fromTheFuture(single.getThisUpdate(), at);
        if (stale) {
            throw new CryptoException(Reason.not_valid_now);
        }
    }

    private static CertificateStatus status(SingleResp single) {
        if (single.getCertStatus() instanceof RevokedStatus revoked) {
            int reason = revoked.hasRevocationReason() ? revoked.getRevocationReason() : 0;
            return new CertificateStatus.Revoked(revoked.getRevocationTime().toInstant(), reason);
        }
        return single.getCertStatus() == null
                ? new CertificateStatus.Good()
                : new CertificateStatus.Unknown();
    }

    private static org.bouncycastle.cert.ocsp.CertificateStatus wire(CertificateStatus status) {
        if (status instanceof CertificateStatus.Good) {
            return org.bouncycastle.cert.ocsp.CertificateStatus.GOOD;
        }
        if (status instanceof CertificateStatus.Revoked revoked) {
            return new RevokedStatus(Date.from(revoked.at()), revoked.reason());
        }
        return new UnknownStatus();
    }

    static {
        // Loaded here so that a broken class path fails at start, not at the first question.
        SmAlgorithms.SM3_WITH_SM2.getAlgorithm();
    }
}
