package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.caorder.catalogue.Permission;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.id.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// A signing certificate and its encryption certificate, with whoever holds them: born when a
/// device makes a key for an order or a recovery, ended by revocation.
///
/// How each certificate stands for the world is the register's to say; the two agree because every
/// change goes through [Pairs]. An encryption certificate that a recovery takes along leaves this
/// pair for the new one.
@Entity
@Table(name = "certificate_pair")
public class CertificatePair implements Persistable<UUID> {
    @Id private UUID id;

    @Enumerated(EnumType.STRING)
    private PairOrigin.Kind origin;

    private UUID originId;
    private UUID accountId;
    private UUID deviceId;
    private @Nullable UUID enterpriseId;
    private @Nullable String uscc;
    private @Nullable String holder;
    private @Nullable String platformCode;
    private @Nullable String permissions;
    private @Nullable String signingSerial;
    private @Nullable String encryptionSerial;
    private @Nullable String replaces;

    @Enumerated(EnumType.STRING)
    private PairState state;

    private Instant bornAt;
    private @Nullable Instant confirmedAt;
    @Version private Integer version;

    @Transient private final List<PairEvent> happened = new ArrayList<>();

    protected CertificatePair() {}

    /// @param replaces the signing certificate whose place a recovery's takes; null for an order's
    public record Serials(
            SerialNumber signing, SerialNumber encryption, @Nullable SerialNumber replaces) {}

    static CertificatePair born(Person person, PairOrigin origin, Instant now) {
        CertificatePair it = new CertificatePair();
        it.id = PairId.random().value();
        it.origin = origin.kind();
        it.originId = origin.id();
        it.accountId = person.account().value();
        it.deviceId = person.device().value();
        it.state = PairState.keyed;
        it.bornAt = now;
        return it;
    }

    /// Another key in place of the first, perhaps of another device.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when certificates exist
    void keyAgain(Person person) {
        if (state != PairState.keyed) {
            throw CertificateProblem.already_issued.exception();
        }
        accountId = person.account().value();
        deviceId = person.device().value();
    }

    void reserve(Holder whose, Set<Permission> granted, Serials serials) {
        become(PairState.reserved);
        EnterpriseId enterprise = whose.enterpriseId();
        enterpriseId = enterprise == null ? null : enterprise.value();
        uscc = whose.uscc();
        holder = whose.name();
        platformCode = whose.platformCode();
        permissions = Permission.joined(granted);
        signingSerial = serials.signing().hex();
        encryptionSerial = serials.encryption().hex();
        SerialNumber before = serials.replaces();
        replaces = before == null ? null : before.hex();
    }

    /// All its certificates are in force.
    void sign() {
        become(PairState.signed);
        if (replaces != null) {
            happened.add(new PairEvent.Recovered(new SerialNumber(replaces)));
        }
    }

    /// All its certificates are signed; because of a hold none is in force.
    void signToRest(List<SerialNumber> serials, String cause) {
        become(PairState.frozen);
        if (replaces != null) {
            happened.add(new PairEvent.Recovered(new SerialNumber(replaces)));
        }
        happened.add(new PairEvent.Frozen(serials, cause));
    }

    /// Those of its certificates that are in force already, while others are not signed, rest.
    void restUnsigned(List<SerialNumber> serials, String cause) {
        happened.add(new PairEvent.Frozen(serials, cause));
    }

    /// Whether its device may go on with its download.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it rests or has ended
    void mustGoOn() {
        switch (state) {
            case keyed -> throw CertificateProblem.not_issued.exception();
            case frozen -> throw CertificateProblem.frozen.exception();
            case revoked -> throw CertificateProblem.revoked.exception();
            case reserved, signed, active -> {}
        }
    }

    /// Its device holds everything; a second time changes nothing.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it is not in force
    void confirm(Instant now) {
        switch (state) {
            case keyed, reserved -> throw CertificateProblem.not_issued.exception();
            case frozen -> throw CertificateProblem.frozen.exception();
            case revoked -> throw CertificateProblem.revoked.exception();
            case active -> {}
            case signed -> {
                become(PairState.active);
                confirmedAt = now;
                if (origin == PairOrigin.Kind.order) {
                    happened.add(new PairEvent.Issued());
                }
            }
        }
    }

    void freeze(List<SerialNumber> serials, String cause) {
        become(PairState.frozen);
        happened.add(new PairEvent.Frozen(serials, cause));
    }

    void release(List<SerialNumber> serials) {
        become(confirmedAt == null ? PairState.signed : PairState.active);
        happened.add(new PairEvent.Released(serials));
    }

    void revoke(List<SerialNumber> serials, Revocation why) {
        become(PairState.revoked);
        happened.add(new PairEvent.Revoked(serials, why));
    }

    /// Its encryption certificate goes to the pair of a recovery.
    SerialNumber handOver() {
        SerialNumber gone = encryption().orElseThrow();
        encryptionSerial = null;
        return gone;
    }

    void expiring(Instant notAfter, int daysBefore) {
        happened.add(new PairEvent.Expiring(notAfter, daysBefore));
    }

    private void become(PairState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("pair " + id + " is " + state + ", not to be " + next);
        }
        state = next;
    }

    List<PairEvent> takeEvents() {
        List<PairEvent> out = List.copyOf(happened);
        happened.clear();
        return out;
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return version == null;
    }

    public PairId pairId() {
        return new PairId(id);
    }

    public PairOrigin origin() {
        return new PairOrigin(origin, originId);
    }

    public AccountId accountId() {
        return new AccountId(accountId);
    }

    public DeviceId deviceId() {
        return new DeviceId(deviceId);
    }

    public PairState state() {
        return state;
    }

    /// When its device made the first key for it.
    Instant bornAt() {
        return bornAt;
    }

    /// @throws NullPointerException while nothing is recorded
    public Holder holder() {
        return new Holder(
                enterpriseId == null ? null : new EnterpriseId(enterpriseId),
                uscc,
                Objects.requireNonNull(holder),
                Objects.requireNonNull(platformCode));
    }

    /// None until it is recorded.
    public Set<Permission> permissions() {
        return permissions == null ? Set.of() : Permission.split(permissions);
    }

    /// Empty while nothing is recorded.
    public Optional<SerialNumber> signing() {
        return Optional.ofNullable(signingSerial).map(SerialNumber::new);
    }

    /// Empty while nothing is recorded, and from the moment at which a recovery took it along.
    public Optional<SerialNumber> encryption() {
        return Optional.ofNullable(encryptionSerial).map(SerialNumber::new);
    }

    /// Signing certificate first.
    public List<SerialNumber> serials() {
        return Stream.concat(signing().stream(), encryption().stream()).toList();
    }
}
