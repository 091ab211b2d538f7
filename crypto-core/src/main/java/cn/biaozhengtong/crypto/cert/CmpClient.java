package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.cert.CmpException.Reason;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cmp.CMPCertificate;
import org.bouncycastle.asn1.cmp.CertConfirmContent;
import org.bouncycastle.asn1.cmp.CertRepMessage;
import org.bouncycastle.asn1.cmp.CertResponse;
import org.bouncycastle.asn1.cmp.CertStatus;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cmp.PollRepContent;
import org.bouncycastle.asn1.cmp.PollReqContent;
import org.bouncycastle.asn1.cmp.RevDetails;
import org.bouncycastle.asn1.cmp.RevRepContent;
import org.bouncycastle.asn1.cmp.RevReqContent;
import org.bouncycastle.asn1.crmf.CertTemplate;
import org.bouncycastle.asn1.crmf.CertTemplateBuilder;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/// A registration authority's side of CMP (RFC 9810) towards an outside CA: ask, poll, confirm,
/// revoke.
///
/// Proof of possession was checked before and is vouched for (`raVerified`). A request is made and
/// stored first; asking again repeats it in the same transaction, so the CA can tell it is one.
public final class CmpClient {
    private static final Duration MOST_POLLING = Duration.ofSeconds(20);
    private static final Duration MOST_AHEAD = Duration.ofMinutes(5);

    private final CmpWire wire;
    private final List<Certificate> chain;

    /// @param reference name of the shared secret, as the CA knows it
    /// @param chain of the CA: issuing first, root last
    public CmpClient(
            CmpTransport transport, String reference, char[] secret, List<Certificate> chain) {
        this.wire = new CmpWire(transport, chain.get(0).holder().getSubject(), reference, secret);
        this.chain = List.copyOf(chain);
    }

    /// What will be asked, to be stored first: DER of profile, transaction, CertReqMessages.
    ///
    /// @param order its serial number names the transaction; the CA chooses the certificate's
    public static byte[] prepare(CertificateOrder order) {
        return CmpRequest.of(order).encoded();
    }

    /// The certificate of a stored request, checked against it; not yet confirmed.
    ///
    /// @throws CmpException when there is none, or another
    public Certificate obtain(byte[] prepared, Clock clock) {
        CmpRequest it = CmpRequest.parse(prepared);
        PKIBody answer = wire.ask(it.transaction(), PKIBody.TYPE_CERT_REQ, it.messages());
        // Asked before a crash or a lost answer: the CA is at it, or done.
        if (answer.getType() == PKIBody.TYPE_ERROR
                && CmpWire.failed(CmpWire.error(answer), PKIFailureInfo.transactionIdInUse)) {
            answer = poll(it);
        }
        Instant until = Instant.now().plus(MOST_POLLING);
        while (true) {
            Duration pause = pauseBeforePolling(answer);
            if (pause.isNegative()) {
                return takenOrRejected(it, certificate(answer), clock.instant());
            }
            if (Instant.now().plus(pause).isAfter(until)) {
                throw new CmpException(Reason.waiting, "the CA has not decided yet");
            }
            sleep(pause);
            answer = poll(it);
        }
    }

    /// Says that the certificate was stored; the CA revokes what nobody confirms.
    public void confirm(byte[] prepared, Certificate certificate) {
        CmpRequest it = CmpRequest.parse(prepared);
        CertStatus status = new CertStatus(digest(certificate), BigInteger.valueOf(CmpRequest.ID));
        PKIBody answer = tell(it, status);
        if (answer.getType() == PKIBody.TYPE_ERROR) {
            PKIStatusInfo error = CmpWire.error(answer);
            if (!CmpWire.failed(error, PKIFailureInfo.certConfirmed)) {
                throw CmpWire.refusal(error);
            }
        } else if (answer.getType() != PKIBody.TYPE_CONFIRM) {
            throw new CmpException(Reason.no_answer, "body " + answer.getType());
        }
        wire.end(it.transaction());
    }

    /// What was not asked for is sent back, so that the CA revokes it.
    private Certificate takenOrRejected(CmpRequest it, Certificate found, Instant now) {
        try {
            return checked(it, found, now);
        } catch (CmpException e) {
            try {
                tell(
                        it,
                        new CertStatus(
                                digest(found),
                                BigInteger.valueOf(CmpRequest.ID),
                                new PKIStatusInfo(PKIStatus.rejection)));
            } catch (CmpException unheard) {
                e.addSuppressed(unheard);
            }
            throw e;
        }
    }

    private byte[] digest(Certificate certificate) {
        return chain.get(0).suite().digest(certificate.encoded());
    }

    private PKIBody tell(CmpRequest it, CertStatus status) {
        return wire.ask(
                it.transaction(),
                PKIBody.TYPE_CERT_CONFIRM,
                CertConfirmContent.getInstance(new DERSequence(status)));
    }

    /// @param reason CRLReason; 6 holds, 8 releases
    public void revoke(Certificate certificate, int reason) {
        byte[] transaction = SerialNumber.random().value().toByteArray();
        CertTemplate which =
                new CertTemplateBuilder()
                        .setIssuer(certificate.holder().getIssuer())
                        .setSerialNumber(
                                new org.bouncycastle.asn1.ASN1Integer(certificate.serial().value()))
                        .build();
        Extension why =
                new Extension(
                        Extension.reasonCode,
                        false,
                        new DEROctetString(SmAlgorithms.encode(CRLReason.lookup(reason))));
        PKIBody answer =
                wire.ask(
                        transaction,
                        PKIBody.TYPE_REVOCATION_REQ,
                        new RevReqContent(new RevDetails(which, new Extensions(why))));
        wire.end(transaction);
        PKIStatusInfo status =
                answer.getType() == PKIBody.TYPE_REVOCATION_REP
                        ? RevRepContent.getInstance(answer.getContent()).getStatus()[0]
                        : CmpWire.error(answer);
        if (!isGranted(status) && !CmpWire.failed(status, PKIFailureInfo.certRevoked)) {
            throw CmpWire.refusal(status);
        }
    }

    private PKIBody poll(CmpRequest it) {
        return wire.ask(
                it.transaction(),
                PKIBody.TYPE_POLL_REQ,
                new PollReqContent(BigInteger.valueOf(CmpRequest.ID)));
    }

    /// How long the CA asks to wait; negative when it has answered.
    private static Duration pauseBeforePolling(PKIBody answer) {
        return switch (answer.getType()) {
            case PKIBody.TYPE_POLL_REP ->
                    Duration.ofSeconds(
                            PollRepContent.getInstance(answer.getContent())
                                    .getCheckAfter(0)
                                    .longValueExact());
            case PKIBody.TYPE_CERT_REP ->
                    isWaiting(response(answer)) ? Duration.ZERO : Duration.ofSeconds(-1);
            case PKIBody.TYPE_ERROR -> throw CmpWire.refusal(CmpWire.error(answer));
            default -> throw new CmpException(Reason.no_answer, "body " + answer.getType());
        };
    }

    private static CertResponse response(PKIBody answer) {
        CertResponse[] all = CertRepMessage.getInstance(answer.getContent()).getResponse();
        if (all.length != 1) {
            throw new CmpException(Reason.no_answer, all.length + " responses");
        }
        return all[0];
    }

    private static boolean isWaiting(CertResponse it) {
        return it.getStatus().getStatus().intValue() == PKIStatus.WAITING;
    }

    private static boolean isGranted(PKIStatusInfo status) {
        int value = status.getStatus().intValue();
        return value == PKIStatus.GRANTED || value == PKIStatus.GRANTED_WITH_MODS;
    }

    private static Certificate certificate(PKIBody answer) {
        CertResponse it = response(answer);
        if (!isGranted(it.getStatus())) {
            throw CmpWire.refusal(it.getStatus());
        }
        CMPCertificate found =
                it.getCertifiedKeyPair() == null
                        ? null
                        : it.getCertifiedKeyPair().getCertOrEncCert().getCertificate();
        if (found == null || !found.isX509v3PKCert()) {
            throw new CmpException(Reason.other_certificate, "none in the answer");
        }
        return Certificate.parse(SmAlgorithms.encode(found.getX509v3PKCert()));
    }

    /// For the same key and subject, for the same use, not longer than asked, by this CA.
    private Certificate checked(CmpRequest it, Certificate found, Instant now) {
        CertTemplate asked = it.template();
        boolean same =
                SubjectPublicKeyInfo.getInstance(found.publicKey().info())
                                .equals(asked.getPublicKey())
                        && Names.same(found.holder().getSubject(), asked.getSubject())
                        && !found.notAfter()
                                .isAfter(asked.getValidity().getNotAfter().getDate().toInstant());
        if (!same) {
            throw new CmpException(
                    Reason.other_certificate, "key, subject or end are not what was asked for");
        }
        try {
            ChainVerifier.trusting(chain.get(chain.size() - 1))
                    .verify(found, chain, it.profile(), begun(found, now));
        } catch (CryptoException e) {
            throw new CmpException(Reason.other_certificate, e.reason().toString(), e);
        }
        return found;
    }

    /// The CA's clock may be ahead of ours.
    private static Instant begun(Certificate found, Instant now) {
        Instant begin = found.notBefore();
        boolean soon = begin.isAfter(now) && begin.isBefore(now.plus(MOST_AHEAD));
        return soon ? begin : now;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.plusMillis(200).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CmpException(Reason.waiting, "interrupted", e);
        }
    }
}
