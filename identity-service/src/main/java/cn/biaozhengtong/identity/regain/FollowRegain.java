package cn.biaozhengtong.identity.regain;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.verification.ProvePresence;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// How far it is, for whoever holds the ticket on the device that began it; all others find
/// nothing.
///
/// The provider's answer is fetched here, and on a match the account is found: from then on its
/// devices and its number are told.
@Component
public class FollowRegain {
    private final KeepRegain keep;
    private final ProvePresence presence;
    private final Accounts accounts;
    private final ProveRegain prove;
    private final Clock clock;

    FollowRegain(
            KeepRegain keep,
            ProvePresence presence,
            Accounts accounts,
            ProveRegain prove,
            Clock clock) {
        this.keep = keep;
        this.presence = presence;
        this.accounts = accounts;
        this.prove = prove;
        this.clock = clock;
    }

    /// @param changesAt from when the number may change; empty before the proof
    /// @param reason why it was refused or is looked at; empty otherwise
    public record Progress(
            UUID id, RegainState state, Optional<Instant> changesAt, String reason) {}

    public Progress ask(UUID id, String ticket, DeviceId device) {
        Regain it = keep.mine(id, ticket, device);
        if (it.isOver(clock.instant())) {
            keep.change(id, Regain::lapse);
        } else if (it.state() == RegainState.proving) {
            settle(it);
        }
        Regain after = keep.get(id);
        return new Progress(id, after.state(), after.changesAt(), told(after));
    }

    /// Who objects does not talk to who asks.
    private static String told(Regain it) {
        return switch (it.state()) {
            case contested, second_look, approved -> "有人提出了异议，由客服人员核实";
            case proving, refused -> it.reason();
            case waiting, done, vetoed, lapsed -> "";
        };
    }

    /// What the ticket's holder may put into effect now.
    ///
    /// @param phone the new number
    /// @param since when it began
    /// @param now when that was judged; it is judged again in the transaction
    record Due(UUID id, AccountId account, PhoneNumber phone, Instant since, Instant now) {}

    /// @throws cn.biaozhengtong.kit.problem.ProblemException before the time and after the end
    Due due(UUID id, String ticket, DeviceId device) {
        ask(id, ticket, device);
        Regain it = keep.get(id);
        Instant now = clock.instant();
        it.mustBeDue(now);
        AccountId account = it.account().orElseThrow(RegainProblem.regain_ended::exception);
        return new Due(id, account, keep.newPhone(it), it.createdAt(), now);
    }

    private void settle(Regain it) {
        switch (presence.ask(it.getId().toString())) {
            case pending -> {}
            case mismatch -> refused(it, "信息不一致");
            case unknown -> refused(it, "认证机构未能确认，请重试");
            case match ->
                    // Only the person himself is told that he has none.
                    accounts.ofPerson(it.personIndex())
                            .ifPresentOrElse(
                                    account -> proved(it, account),
                                    () -> refused(it, "您没有实名账号，请直接用手机号注册"));
        }
    }

    private void refused(Regain it, String why) {
        // Another poll may have proved it, and the provider forgotten it, meanwhile.
        keep.change(
                it.getId(),
                row -> {
                    if (row.state() == RegainState.proving) {
                        row.refuse(why);
                    }
                });
        presence.forget(it.getId().toString());
    }

    private void proved(Regain it, AccountId account) {
        if (prove.proved(it, account)) {
            presence.forget(it.getId().toString());
        }
    }
}
