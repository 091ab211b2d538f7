package cn.biaozhengtong.identity.regain;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.verification.ProvePresence;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// How far it is, for whoever holds the ticket on the device that began it; all others find
/// nothing.
///
/// The provider's answer is fetched here, and on a match the account is found: from then on its
/// devices and its number are told.
@Component
public class FollowRegain {
    static final List<RegainState> PROVED =
            List.of(
                    RegainState.waiting,
                    RegainState.contested,
                    RegainState.second_look,
                    RegainState.approved);

    private final Regains regains;
    private final ProvePresence presence;
    private final Accounts accounts;
    private final TellRegain tell;
    private final Times times;

    FollowRegain(
            Regains regains,
            ProvePresence presence,
            Accounts accounts,
            TellRegain tell,
            Times times) {
        this.regains = regains;
        this.presence = presence;
        this.accounts = accounts;
        this.tell = tell;
        this.times = times;
    }

    /// What is written when.
    @Component
    record Times(Clock clock, RegainProperties lasts, TransactionTemplate transactions) {}

    /// @param changesAt from when the number may change; empty before the proof
    /// @param reason why it was refused or is looked at; empty otherwise
    public record Progress(
            UUID id, RegainState state, Optional<Instant> changesAt, String reason) {}

    public Progress ask(UUID id, String ticket, DeviceId device) {
        Regain it = mine(id, ticket, device);
        if (it.isOver(times.clock().instant())) {
            change(id, Regain::lapse);
        } else if (it.state() == RegainState.proving) {
            settle(it);
        }
        Regain after = regains.findById(id).orElseThrow();
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

    /// @throws cn.biaozhengtong.kit.problem.ProblemException the same for a wrong ticket, another
    ///   device and an id that is none
    Regain mine(UUID id, String ticket, DeviceId device) {
        return regains.findById(id)
                .filter(it ->
                        MessageDigest.isEqual(
                                ascii(it.ticketHash()), ascii(BeginRegain.hash(ticket))))
                .filter(it -> it.device().equals(device))
                .orElseThrow(RegainProblem.regain_unknown::exception);
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
        change(
                it.getId(),
                row -> {
                    if (row.state() == RegainState.proving) {
                        row.refuse(why);
                    }
                });
        presence.forget(it.getId().toString());
    }

    /// A second one of a person, on another device, contests the first, and the first the second;
    /// on the same device it takes the first one's place. Beginning anew shakes nothing off: what
    /// was said against an attempt holds for the next.
    private void proved(Regain it, AccountId account) {
        Instant due = times.clock().instant().plus(times.lasts().waiting());
        Boolean first =
                times.transactions()
                        .execute(status -> {
                            accounts.lock(account);
                            List<Regain> others =
                                    regains.findByAccountIdAndStateInOrderByCreatedAt(
                                            account.value(), PROVED);
                            Regain row = regains.findById(it.getId()).orElseThrow();
                            if (row.state() != RegainState.proving) {
                                return false;
                            }
                            List<Regain> before =
                                    regains.findByAccountIdOrderByCreatedAt(account.value());
                            row.proved(account, due, due.plus(times.lasts().claim()));
                            meet(row, others);
                            // Also of one that has just given way.
                            if (before.stream().anyMatch(Regain::isAgainstTheNext)) {
                                row.contest("此前的找回申请被提出异议、阻止或未通过");
                            }
                            regains.flush();
                            tell.begun(account, row);
                            return true;
                        });
        if (Boolean.TRUE.equals(first)) {
            tell.oldNumber(account, due);
            presence.forget(it.getId().toString());
        }
    }

    private static void meet(Regain row, List<Regain> others) {
        for (Regain other : others) {
            if (other.isOf(row.device())) {
                other.lapse();
            } else {
                other.contest("同一身份有另一份找回申请");
                row.contest("同一身份有另一份找回申请");
            }
        }
    }

    private void change(UUID id, Consumer<Regain> step) {
        times.transactions()
                .executeWithoutResult(status -> {
                    Regain row = regains.findById(id).orElseThrow();
                    if (row.state().isOpen()) {
                        step.accept(row);
                    }
                });
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
