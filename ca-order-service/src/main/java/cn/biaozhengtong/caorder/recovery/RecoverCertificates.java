package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.caorder.authority.register.Purpose;
import cn.biaozhengtong.caorder.authority.register.Register;
import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.escrow.KeyManagementCentre;
import cn.biaozhengtong.caorder.issuance.IssueCertificates;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.caorder.pair.GrantedPermissions;
import cn.biaozhengtong.caorder.standing.RevokeCertificate;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.VerifiedRequest;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.events.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Puts a proved recovery into effect, in one commit: the old signing certificate and the lost
/// device's key end, the new signing certificate is recorded, and the encryption keys are split
/// anew for the new device. Then it is signed; a crash in between is finished by the reconciler.
@Component
public class RecoverCertificates {
    private static final String TOPIC = "ca-order.certificate";

    private final Recoveries recoveries;
    private final StartRecovery start;
    private final Certificates certificates;
    private final KeyManagementCentre kmc;
    private final Office office;
    private final Records records;

    RecoverCertificates(
            Recoveries recoveries,
            StartRecovery start,
            Certificates certificates,
            KeyManagementCentre kmc,
            Office office,
            Records records) {
        this.recoveries = recoveries;
        this.start = start;
        this.certificates = certificates;
        this.kmc = kmc;
        this.office = office;
        this.records = records;
    }

    /// Who issues and who revokes.
    @Component
    record Office(
            Register register,
            IssueCertificates issue,
            RevokeCertificate revoke,
            GrantedPermissions permissions) {}

    /// Where it is written down.
    @Component
    record Records(Outbox outbox, AuditLog audit, TransactionTemplate transactions, Clock clock) {}

    /// `ca-order.certificate.recovered.v1`, as others read it.
    record CertificateRecovered(
            String serial,
            String encryptionSerial,
            String replaces,
            UUID accountId,
            UUID deviceId,
            @Nullable UUID enterpriseId) {}

    void recover(
            Recoveries.Recovery it, SigningKeys.Key key, VerifiedRequest request, List<Scalar> da) {
        records.transactions()
                .executeWithoutResult(status -> {
                    Instant now = records.clock().instant().truncatedTo(ChronoUnit.MICROS);
                    if (recoveries.issue(it, now)) {
                        record(it, key, request, da, now);
                    }
                });
        office.issue().finish(it.id());
    }

    private void record(
            Recoveries.Recovery it,
            SigningKeys.Key key,
            VerifiedRequest request,
            List<Scalar> da,
            Instant now) {
        Certificates.Stored old = start.recoverable(it.accountId(), it.oldSerial());
        if (old.isFrozen()) {
            certificates.release(it.keys().getFirst());
        }
        SerialNumber serial = SerialNumber.random();
        office.revoke().replace(old.serial(), serial);
        for (int i = 0; i < it.keys().size(); i++) {
            kmc.splitAnew(it.keys().get(i), it.id(), i == 0, da.get(i));
            certificates.hand(it.keys().get(i), it.deviceId(), i == 0 ? it.id() : null);
        }
        certificates.reserve(signing(it, old, serial, request, now));
        office.permissions().grant(it.id(), office.permissions().of(old.orderId()));
        records.audit()
                .record(
                        it.accountId().toString(),
                        "recovery.issued",
                        it.id().toString(),
                        old.serial() + " " + serial + " key " + key.id());
    }

    /// Told when the new certificate is in force, with the serial number that it then has.
    @EventListener
    void issued(Certificates.Issued it) {
        recoveries
                .find(it.orderId())
                .ifPresent(recovery ->
                        records.outbox()
                                .append(
                                        TOPIC,
                                        it.serial().hex(),
                                        TOPIC + ".recovered.v1",
                                        new CertificateRecovered(
                                                it.serial().hex(),
                                                recovery.keys().getFirst().hex(),
                                                recovery.oldSerial().hex(),
                                                recovery.accountId(),
                                                recovery.deviceId(),
                                                certificates
                                                        .find(it.serial())
                                                        .orElseThrow()
                                                        .enterpriseId())));
    }

    /// For the same subject, until the same day.
    private Certificates.Holding signing(
            Recoveries.Recovery it,
            Certificates.Stored old,
            SerialNumber serial,
            VerifiedRequest request,
            Instant now) {
        office.register()
                .record(
                        Purpose.subscriber,
                        new CertificateOrder(
                                CertificateProfile.subscriber_signing,
                                serial,
                                Certificate.parse(old.encoded()).subject(),
                                request.key(),
                                now.truncatedTo(ChronoUnit.SECONDS),
                                old.notAfter(),
                                Optional.ofNullable(old.uscc())));
        return new Certificates.Holding(
                serial,
                it.id(),
                "signing",
                it.accountId(),
                it.deviceId(),
                old.enterpriseId(),
                old.uscc(),
                old.holder(),
                old.platformCode());
    }

    /// What the device gets: the pair, and for each encryption key what to check its share against.
    Recovered recovered(Recoveries.Recovery it) {
        office.issue().finish(it.id());
        List<Certificates.Stored> pair = certificates.pair(it.id());
        if (pair.size() != 2) {
            throw CertificateProblem.not_issued.exception();
        }
        return new Recovered(
                pair.get(0),
                it.keys().stream().map(serial -> key(it, serial)).toList(),
                office.register().chain(Purpose.subscriber).stream().map(Certificate::encoded).toList());
    }

    private Key key(Recoveries.Recovery it, SerialNumber serial) {
        Certificates.Stored certificate = certificates.find(serial).orElseThrow();
        return new Key(certificate, kmc.handover(serial, it.id()));
    }

    public record Key(Certificates.Stored certificate, KeyManagementCentre.Handover handover) {}

    /// @param chain DER; issuing CA first, root last
    public record Recovered(Certificates.Stored signing, List<Key> keys, List<byte[]> chain) {}
}
