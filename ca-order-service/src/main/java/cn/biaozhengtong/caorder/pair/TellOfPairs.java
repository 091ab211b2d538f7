package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.events.Outbox;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes what happened to a pair into the audit log and tells other services, in the transaction
/// in which it happens.
@Component
class TellOfPairs {
    private static final String TOPIC = "ca-order.certificate";

    private final Outbox outbox;
    private final AuditLog audit;

    TellOfPairs(Outbox outbox, AuditLog audit) {
        this.outbox = outbox;
        this.audit = audit;
    }

    /// `ca-order.certificate.issued.v1`, as others read it.
    record CertificateIssued(
            String serial,
            String encryptionSerial,
            UUID orderId,
            UUID accountId,
            @Nullable UUID enterpriseId,
            @Nullable String uscc,
            String enterpriseName,
            String platformCode) {}

    /// `ca-order.certificate.recovered.v1`, as others read it.
    record CertificateRecovered(
            String serial,
            String encryptionSerial,
            String replaces,
            UUID accountId,
            UUID deviceId,
            @Nullable UUID enterpriseId) {}

    /// `ca-order.certificate.frozen.v1` and `….released.v1`, as others read them.
    record CertificateHold(String serial, @Nullable UUID enterpriseId, UUID accountId) {}

    /// `ca-order.certificate.revoked.v1`, as others read it.
    ///
    /// @param reason `holder` or `superseded`
    record CertificateRevoked(
            String serial, @Nullable UUID enterpriseId, UUID accountId, String reason) {}

    /// `ca-order.certificate.expiring.v1`, as others read it.
    record CertificateExpiring(
            String serial,
            @Nullable UUID enterpriseId,
            UUID accountId,
            String enterpriseName,
            String platformCode,
            Instant notAfter,
            int daysBefore) {}

    void tell(CertificatePair it, PairEvent event) {
        switch (event) {
            case PairEvent.Issued ignored -> issued(it);
            case PairEvent.Recovered recovered -> recovered(it, recovered);
            case PairEvent.Frozen frozen ->
                    frozen.serials().forEach(serial -> held(it, serial, "frozen", frozen.cause()));
            case PairEvent.Released released ->
                    released.serials().forEach(serial -> held(it, serial, "released", "holder"));
            case PairEvent.Revoked revoked ->
                    revoked.serials().forEach(serial -> revoked(it, serial, revoked.why()));
            case PairEvent.Expiring expiring -> expiring(it, expiring);
        }
    }

    private void issued(CertificatePair it) {
        Holder holder = it.holder();
        SerialNumber signing = it.signing().orElseThrow();
        send(
                signing,
                "issued",
                new CertificateIssued(
                        signing.hex(),
                        it.encryption().orElseThrow().hex(),
                        it.origin().id(),
                        it.accountId().value(),
                        enterprise(it),
                        holder.uscc(),
                        holder.name(),
                        holder.platformCode()));
    }

    private void recovered(CertificatePair it, PairEvent.Recovered event) {
        SerialNumber signing = it.signing().orElseThrow();
        send(
                signing,
                "recovered",
                new CertificateRecovered(
                        signing.hex(),
                        it.encryption().orElseThrow().hex(),
                        event.replaces().hex(),
                        it.accountId().value(),
                        it.deviceId().value(),
                        enterprise(it)));
    }

    private void held(CertificatePair it, SerialNumber serial, String what, String cause) {
        note(it, serial, what, cause);
        send(
                serial,
                what,
                new CertificateHold(serial.hex(), enterprise(it), it.accountId().value()));
    }

    private void revoked(CertificatePair it, SerialNumber serial, Revocation why) {
        note(it, serial, "revoked", why.noted());
        send(
                serial,
                "revoked",
                new CertificateRevoked(
                        serial.hex(), enterprise(it), it.accountId().value(), why.said()));
    }

    private void expiring(CertificatePair it, PairEvent.Expiring event) {
        Holder holder = it.holder();
        SerialNumber signing = it.signing().orElseThrow();
        send(
                signing,
                "expiring",
                new CertificateExpiring(
                        signing.hex(),
                        enterprise(it),
                        it.accountId().value(),
                        holder.name(),
                        holder.platformCode(),
                        event.notAfter(),
                        event.daysBefore()));
    }

    private static @Nullable UUID enterprise(CertificatePair it) {
        EnterpriseId id = it.holder().enterpriseId();
        return id == null ? null : id.value();
    }

    private void note(CertificatePair it, SerialNumber serial, String what, String cause) {
        audit.record(it.accountId().toString(), "certificate." + what, serial.hex(), cause);
    }

    private void send(SerialNumber serial, String what, Object message) {
        outbox.append(TOPIC, serial.hex(), TOPIC + "." + what + ".v1", message);
    }
}
