package cn.biaozhengtong.identity.regain;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// One attempt to get back into an account by being its person. Whose account it is, is known from
/// the proof on; who holds the ticket on the device that began it may follow and finish it.
@Entity
public class Regain implements Persistable<UUID> {
    private static final int REOPENED_MOST = 5;

    @Id private UUID id;
    private String ticketHash;
    private String personIndex;
    private String newPhoneSealed;
    private UUID deviceId;
    private String deviceName;
    private @Nullable UUID accountId;

    @Enumerated(EnumType.STRING)
    private RegainState state = RegainState.proving;

    private @Nullable String reason;
    private @Nullable String firstOperator;
    private int reopened;
    private Instant createdAt;
    private @Nullable Instant changesAt;
    private Instant expiresAt;
    @Version private Integer version;

    protected Regain() {}

    /// Who began it, and what he asks for.
    record Asked(
            UUID id,
            String ticketHash,
            String personIndex,
            String newPhoneSealed,
            DeviceId device,
            String deviceName) {}

    /// @param end until when the proof has to be there
    static Regain begun(Asked asked, Instant now, Instant end) {
        Regain it = new Regain();
        it.id = asked.id();
        it.ticketHash = asked.ticketHash();
        it.personIndex = asked.personIndex();
        it.newPhoneSealed = asked.newPhoneSealed();
        it.deviceId = asked.device().value();
        it.deviceName = asked.deviceName();
        it.createdAt = now;
        it.expiresAt = end;
        return it;
    }

    /// The person is here, and this is his account.
    ///
    /// @param due from when the number may change
    /// @param end until when that has to be asked for
    void proved(AccountId account, Instant due, Instant end) {
        become(RegainState.waiting);
        accountId = account.value();
        changesAt = due;
        expiresAt = end;
    }

    /// A second one of a person, on another device, contests the first, and the first the second;
    /// on the same device it takes the first one's place.
    ///
    /// @param others of the account, proved before this one
    void meet(List<Regain> others) {
        for (Regain other : others) {
            if (other.isOf(device())) {
                other.lapse();
            } else {
                other.contest("同一身份有另一份找回申请");
                contest("同一身份有另一份找回申请");
            }
        }
    }

    /// Beginning anew shakes nothing off: what was said against an attempt holds for the next, also
    /// of one that has just given way ([#meet]).
    ///
    /// @param before every one of the account
    void follow(List<Regain> before) {
        if (before.stream().anyMatch(Regain::isAgainstTheNext)) {
            contest("此前的找回申请被提出异议、阻止或未通过");
        }
    }

    /// From now on two operators decide; what they said before this is void.
    ///
    /// @return whether that changed anything
    boolean contest(String why) {
        if (state == RegainState.contested) {
            return false;
        }
        become(RegainState.contested);
        reason = why;
        firstOperator = null;
        return true;
    }

    /// As [#contest], but void a few times only what operators said: else who objects keeps the
    /// person out for ever.
    boolean object(String why) {
        if (state != RegainState.waiting && state != RegainState.contested) {
            if (reopened >= REOPENED_MOST) {
                return false;
            }
            reopened++;
        }
        return contest(why);
    }

    /// Of two different operators.
    void approve(String operator) {
        if (operator.equals(firstOperator)) {
            throw RegainProblem.another_operator_needed.exception();
        }
        become(state == RegainState.contested ? RegainState.second_look : RegainState.approved);
        if (state == RegainState.second_look) {
            firstOperator = operator;
        }
    }

    void refuse(String why) {
        become(RegainState.refused);
        reason = why;
    }

    void veto() {
        become(RegainState.vetoed);
    }

    void lapse() {
        become(RegainState.lapsed);
    }

    /// The number changes: when nobody objected in time, or two operators approved.
    void finish(Instant now) {
        mustBeDue(now);
        become(RegainState.done);
    }

    void mustBeDue(Instant now) {
        if (!state.isOpen()) {
            throw RegainProblem.regain_ended.exception();
        }
        boolean due =
                state == RegainState.approved
                        || state == RegainState.waiting
                                && changesAt != null
                                && !changesAt.isAfter(now);
        if (!due) {
            throw RegainProblem.regain_not_due.exception();
        }
    }

    private void become(RegainState next) {
        if (!state.mayBecome(next)) {
            throw RegainProblem.regain_ended.exception();
        }
        state = next;
    }

    /// Refused or stopped by people, or ended while somebody's word stood against it: the next one
    /// of the account is looked at by operators.
    boolean isAgainstTheNext() {
        return switch (state) {
            case refused, vetoed -> accountId != null;
            case lapsed -> reason != null;
            case proving, waiting, contested, second_look, approved, done -> false;
        };
    }

    /// Whether the same device has begun it.
    boolean isOf(DeviceId device) {
        return deviceId.equals(device.value());
    }

    boolean isOver(Instant now) {
        return state.isOpen() && !expiresAt.isAfter(now);
    }

    @Override
    public UUID getId() {
        return id;
    }

    /// So that a new one is inserted, never merged.
    @Override
    public boolean isNew() {
        return version == null;
    }

    RegainState state() {
        return state;
    }

    String ticketHash() {
        return ticketHash;
    }

    String personIndex() {
        return personIndex;
    }

    String newPhoneSealed() {
        return newPhoneSealed;
    }

    DeviceId device() {
        return new DeviceId(deviceId);
    }

    String deviceName() {
        return deviceName;
    }

    Optional<AccountId> account() {
        return Optional.ofNullable(accountId).map(AccountId::new);
    }

    String reason() {
        return reason == null ? "" : reason;
    }

    Instant createdAt() {
        return createdAt;
    }

    Optional<Instant> changesAt() {
        return Optional.ofNullable(changesAt);
    }
}
