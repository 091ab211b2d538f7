package cn.biaozhengtong.identity.regain;

import cn.biaozhengtong.identity.account.PersonalData;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What a login of the account may do about it. A login proves less than the face did: it may
/// object, and two operators decide; it stops nothing by itself, for a thief with the old SIM card
/// has one too.
///
/// Operators see every objection of a device that the account had before the attempt, and five of
/// others; the rest stand in the audit log. What they decided before one is void, once for each
/// device from before, and once for all others together.
@Component
public class ContestRegain implements PersonalData {
    private final Regains regains;
    private final RegainObjections objections;
    private final KeepRegain keep;
    private final TellRegain tell;

    ContestRegain(Regains regains, RegainObjections objections, KeepRegain keep, TellRegain tell) {
        this.objections = objections;
        this.regains = regains;
        this.keep = keep;
        this.tell = tell;
    }

    /// As the account's devices see it.
    ///
    /// @param device name of the device that began it
    /// @param phone the new number, masked
    public record View(
            UUID id,
            RegainState state,
            String device,
            String phone,
            Instant createdAt,
            Optional<Instant> changesAt,
            String reason) {}

    /// As operators see it.
    ///
    /// @param device name of the device that objects
    /// @param fromBefore the account had it before the attempt began
    public record Objection(String device, boolean fromBefore, String reason, Instant at) {}

    public List<View> of(AccountId account) {
        return regains.findByAccountIdOrderByCreatedAt(account.value()).stream()
                .map(this::view)
                .toList();
    }

    /// Repeating changes nothing; after the end there is nothing to object to.
    ///
    /// @param who on a device of the account, that says so
    @Transactional
    public void object(Person who, UUID id, String why) {
        AccountId account = who.account();
        Regain it =
                regains.lock(id)
                        .filter(found -> found.account().filter(account::equals).isPresent())
                        .orElseThrow(RegainProblem.regain_unknown::exception);
        if (!it.state().isOpen()) {
            throw RegainProblem.regain_ended.exception();
        }
        RegainObjections.Weight weight = objections.add(who, it, why);
        if (weight == RegainObjections.Weight.repeated) {
            return;
        }
        if (weight == RegainObjections.Weight.counts && it.object(why)) {
            tell.step(
                    account,
                    it,
                    "【已提出异议】",
                    "您对账号找回申请提出了异议，两位客服人员将核实后处理。",
                    "account.regain_contested",
                    account);
        } else {
            tell.noted(account, it, "account.regain_objected", account);
        }
    }

    View view(Regain it) {
        return new View(
                it.getId(),
                it.state(),
                it.deviceName(),
                keep.newPhone(it).masked(),
                it.createdAt(),
                it.changesAt(),
                it.reason());
    }

    @Override
    public String part() {
        return "regains";
    }

    @Override
    public Object export(AccountId account) {
        return of(account);
    }

    /// While somebody is getting it back, the account does not go: a thief with the old SIM card
    /// could have it deleted.
    @Override
    public void erase(AccountId account) {
        boolean open =
                regains.findByAccountIdOrderByCreatedAt(account.value()).stream()
                        .anyMatch(it -> it.state().isOpen());
        if (open) {
            throw RegainProblem.regain_open.exception();
        }
        objections.forget(account);
        regains.deleteByAccountId(account.value());
    }
}
