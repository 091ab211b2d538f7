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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
            GrantedPermissions permissions,
            SigningKeys keys) {}

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

    /// Puts it into effect, once, and splits the keys by these shares: those of the first round, or
    /// of a later one of a device that lost the answer.
    Handed recover(
            Recoveries.Recovery it, SigningKeys.Key key, VerifiedRequest request, List<Scalar> da) {
        List<KeyManagementCentre.Handover> handed =
                Objects.requireNonNull(
                        records.transactions()
                                .execute(status -> {
                                    issueOnce(it, key, request);
                                    office.keys().mustBePending(key);
                                    return split(it, da);
                                }));
        office.issue().finish(it.id());
        return new Handed(recovered(it), handed);
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it was stopped meanwhile: then
    ///   nothing is split either
    private void issueOnce(Recoveries.Recovery it, SigningKeys.Key key, VerifiedRequest request) {
        if (it.issued()) {
            return;
        }
        Instant now = records.clock().instant().truncatedTo(ChronoUnit.MICROS);
        if (recoveries.issue(it, now)) {
            record(it, key, request, now);
        } else if (recoveries.find(it.id()).filter(Recoveries.Recovery::issued).isEmpty()) {
            throw RecoveryProblem.recovery_over.exception();
        }
    }

    private List<KeyManagementCentre.Handover> split(Recoveries.Recovery it, List<Scalar> da) {
        List<KeyManagementCentre.Handover> out = new ArrayList<>();
        for (int i = 0; i < it.keys().size(); i++) {
            kmc.splitAnew(it.keys().get(i), it.id(), i == 0, da.get(i));
            certificates.hand(it.keys().get(i), it.deviceId(), i == 0 ? it.id() : null);
            out.add(kmc.handover(it.keys().get(i), it.id()));
        }
        return out;
    }

    private void record(
            Recoveries.Recovery it, SigningKeys.Key key, VerifiedRequest request, Instant now) {
        Certificates.Stored old = start.recoverable(it.accountId(), it.oldSerial());
        if (old.isFrozen()) {
            certificates.release(it.keys().getFirst());
        }
        SerialNumber serial = SerialNumber.random();
        office.revoke().replace(old.serial(), serial);
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

    Recovered recovered(Recoveries.Recovery it) {
        office.issue().finish(it.id());
        List<Certificates.Stored> pair = certificates.pair(it.id());
        if (pair.size() != 2) {
            throw CertificateProblem.not_issued.exception();
        }
        return new Recovered(
                pair.get(0),
                it.keys().stream().map(serial -> certificates.find(serial).orElseThrow()).toList(),
                office.register().chain(Purpose.subscriber).stream()
                        .map(Certificate::encoded)
                        .toList());
    }

    /// @param keys encryption certificates, the pair's own first
    /// @param chain DER; issuing CA first, root last
    public record Recovered(
            Certificates.Stored signing, List<Certificates.Stored> keys, List<byte[]> chain) {}

    /// @param handovers for each key what the device checks its share against, and forgets
    public record Handed(Recovered recovered, List<KeyManagementCentre.Handover> handovers) {}
}
