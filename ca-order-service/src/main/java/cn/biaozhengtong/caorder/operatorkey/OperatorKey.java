package cn.biaozhengtong.caorder.operatorkey;

import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// One key of an operator: proposed by one administrator, enrolled by another, replaced, revoked.
/// Whether its certificate is in force is the register's to say.
@Entity
@Table(name = "operator_key")
public class OperatorKey implements Persistable<UUID> {
    /// A proposal that nobody confirmed lapses.
    static final Duration PROPOSED = Duration.ofDays(7);

    /// For what the operator has on his desk when his next key is enrolled.
    static final Duration OVERLAP = Duration.ofDays(7);

    @Id private UUID id;

    private String username;
    private @Nullable UUID accountId;
    private String publicKey;
    private String keyHash;

    @Enumerated(EnumType.STRING)
    private OperatorKeyState state;

    private String proposedBy;
    private Instant proposedAt;
    private @Nullable String confirmedBy;
    private @Nullable Instant confirmedAt;
    private @Nullable String serial;
    private @Nullable Instant usableUntil;
    private @Nullable String openFor;
    private @Nullable String enrolledHash;
    @Version private Integer version;

    protected OperatorKey() {}

    /// Whose key it is.
    ///
    /// @param username of the operator, an [OperatorName]
    /// @param account his own account as a user, when he has one
    public record Holder(String username, @Nullable AccountId account) {
        /// @throws cn.biaozhengtong.kit.problem.ProblemException when no operator can be called so
        public Holder {
            username = new OperatorName(username).value();
        }
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when the operator proposes his own
    static OperatorKey proposed(Holder holder, PublicKey key, String by, Instant now) {
        if (OperatorName.areSame(by, holder.username())) {
            throw OperatorKeyProblem.own_key.exception();
        }
        AccountId account = holder.account();
        OperatorKey it = new OperatorKey();
        it.id = OperatorKeyId.random().value();
        it.username = holder.username();
        it.accountId = account == null ? null : account.value();
        it.publicKey = HexFormat.of().formatHex(key.info());
        it.keyHash = Sm3.hex(key.info());
        it.state = OperatorKeyState.proposed;
        it.proposedBy = by;
        it.proposedAt = now;
        it.openFor = holder.username();
        return it;
    }

    /// By somebody who is neither the proposer nor the operator, and who compared the key.
    void confirm(String by, String comparedHash, SerialNumber certificate, Instant now) {
        if (OperatorName.areSame(by, proposedBy)) {
            throw OperatorKeyProblem.same_administrator.exception();
        }
        if (OperatorName.areSame(by, username)) {
            throw OperatorKeyProblem.own_key.exception();
        }
        if (!comparedHash.equals(keyHash)) {
            throw OperatorKeyProblem.other_key.exception();
        }
        if (isLapsed(now)) {
            throw OperatorKeyProblem.proposal_lapsed.exception();
        }
        become(OperatorKeyState.enrolled);
        confirmedBy = by;
        confirmedAt = now;
        serial = certificate.hex();
        enrolledHash = keyHash;
        openFor = null;
    }

    void refuse() {
        become(OperatorKeyState.refused);
        openFor = null;
    }

    void replace(Instant now) {
        become(OperatorKeyState.replaced);
        usableUntil = now.plus(OVERLAP);
    }

    void revoke() {
        become(OperatorKeyState.revoked);
    }

    private void become(OperatorKeyState next) {
        if (!state.mayBecome(next)) {
            throw OperatorKeyProblem.wrong_state.with(state.name());
        }
        state = next;
    }

    boolean isLapsed(Instant now) {
        return state == OperatorKeyState.proposed && proposedAt.plus(PROPOSED).isBefore(now);
    }

    /// Enrolled, or replaced and still in the overlap.
    boolean isUsable(Instant now) {
        return switch (state) {
            case enrolled -> true;
            case replaced -> usableUntil != null && usableUntil.isAfter(now);
            case proposed, revoked, refused -> false;
        };
    }

    boolean isOverlapOver(Instant now) {
        return state == OperatorKeyState.replaced && !isUsable(now);
    }

    PublicKey key() {
        return PublicKey.parseInfo(HexFormat.of().parseHex(publicKey));
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return version == null;
    }

    public String username() {
        return username;
    }

    public Optional<AccountId> account() {
        return Optional.ofNullable(accountId).map(AccountId::new);
    }

    /// `SM3` of its SubjectPublicKeyInfo, in hexadecimal; what the administrators compare.
    public String keyHash() {
        return keyHash;
    }

    public OperatorKeyState state() {
        return state;
    }

    public String proposedBy() {
        return proposedBy;
    }

    public Optional<String> confirmedBy() {
        return Optional.ofNullable(confirmedBy);
    }

    /// Empty until it is enrolled.
    public Optional<SerialNumber> serial() {
        return Optional.ofNullable(serial).map(SerialNumber::new);
    }

    public Optional<Instant> usableUntil() {
        return Optional.ofNullable(usableUntil);
    }
}
