package cn.biaozhengtong.caorder.operatorkey;

import cn.biaozhengtong.caorder.authority.register.Purpose;
import cn.biaozhengtong.caorder.authority.register.Recorded;
import cn.biaozhengtong.caorder.authority.register.Register;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.CertificateRequest;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.audit.AuditLog;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Two people enrol an operator's key: one administrator proposes it, another compares it and
/// confirms; neither is the operator. An operator who has a key keeps it for an overlap.
@Component
public class EnrolOperatorKey {
    private static final int VALID_DAYS = 365;

    private final OperatorKeyRows rows;
    private final Register register;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final Clock clock;

    EnrolOperatorKey(
            OperatorKeyRows rows,
            Register register,
            AuditLog audit,
            TransactionTemplate transactions,
            Clock clock) {
        this.rows = rows;
        this.register = register;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// @param keyHash what the other administrator compares with what the operator shows him
    public record Proposal(OperatorKeyId id, String keyHash) {}

    /// @param request PKCS#10, DER; only its key and proof of possession count
    public Proposal propose(String administrator, OperatorKey.Holder holder, byte[] request) {
        PublicKey key;
        try {
            key = CertificateRequest.parse(request).key();
        } catch (CryptoException e) {
            throw OperatorKeyProblem.request_invalid.exception();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        OperatorKey it = OperatorKey.proposed(holder, key, administrator, now);
        try {
            transactions.executeWithoutResult(status -> add(it, now));
        } catch (DataIntegrityViolationException e) {
            throw open(holder.username()).isEmpty()
                    ? e
                    : OperatorKeyProblem.proposal_open.exception();
        }
        return new Proposal(new OperatorKeyId(it.getId()), it.keyHash());
    }

    private List<OperatorKey> open(String username) {
        return rows.findByUsernameAndStateIn(username, List.of(OperatorKeyState.proposed));
    }

    private void add(OperatorKey it, Instant now) {
        open(it.username()).stream()
                .filter(before -> before.isLapsed(now))
                .forEach(before -> {
                    before.refuse();
                    rows.saveAndFlush(before);
                });
        rows.saveAndFlush(it);
        audit.record(it.proposedBy(), "operator_key.proposed", it.username(), it.keyHash());
    }

    /// Records the certificate, then has it signed; a repeat gives the same one.
    ///
    /// @param comparedHash the key's hash, as the operator showed it to the one who confirms
    public Certificate confirm(String administrator, OperatorKeyId id, String comparedHash) {
        Recorded recorded;
        try {
            recorded = transactions.execute(status -> record(administrator, id, comparedHash));
        } catch (DataIntegrityViolationException e) {
            throw OperatorKeyProblem.key_enrolled.exception();
        }
        return register.sign(Objects.requireNonNull(recorded));
    }

    private Recorded record(String administrator, OperatorKeyId id, String comparedHash) {
        OperatorKey it = locked(id);
        boolean again =
                it.state() == OperatorKeyState.enrolled
                        && it.confirmedBy().filter(administrator::equals).isPresent();
        if (again) {
            return register.recorded(it.serial().orElseThrow());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        SerialNumber serial = SerialNumber.random();
        rows.findByUsernameAndStateIn(it.username(), List.of(OperatorKeyState.enrolled))
                .forEach(before -> replace(before, administrator, now));
        it.confirm(administrator, comparedHash, serial, now);
        Recorded recorded =
                register.record(
                        Purpose.operator,
                        new CertificateOrder(
                                CertificateProfile.operator,
                                serial,
                                DistinguishedName.of("标证通CA", "操作员", it.username()),
                                it.key(),
                                now,
                                now.plus(VALID_DAYS, ChronoUnit.DAYS),
                                Optional.empty()));
        rows.saveAndFlush(it);
        audit.record(administrator, "operator_key.enrolled", it.username(), serial.hex());
        return recorded;
    }

    private void replace(OperatorKey before, String administrator, Instant now) {
        before.replace(now);
        rows.saveAndFlush(before);
        audit.record(
                administrator,
                "operator_key.replaced",
                before.username(),
                before.serial().orElseThrow().hex());
    }

    /// By either administrator, before it is confirmed.
    public void refuse(String administrator, OperatorKeyId id) {
        transactions.executeWithoutResult(status -> {
            OperatorKey it = locked(id);
            it.refuse();
            rows.saveAndFlush(it);
            audit.record(administrator, "operator_key.refused", it.username(), it.keyHash());
        });
    }

    private OperatorKey locked(OperatorKeyId id) {
        return rows.lock(id.value()).orElseThrow(OperatorKeyProblem.key_unknown::exception);
    }
}
