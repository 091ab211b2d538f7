package cn.biaozhengtong.identity.regain;

import cn.biaozhengtong.kit.id.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Contested ones are decided by two different operators; one refusal ends it, and the person may
/// begin anew.
@Component
public class DecideRegain {
    private static final Duration REMEMBERED = Duration.ofDays(180);

    private final Regains regains;
    private final RegainObjections objections;
    private final ContestRegain contest;
    private final TellRegain tell;
    private final Clock clock;

    DecideRegain(
            Regains regains,
            RegainObjections objections,
            ContestRegain contest,
            TellRegain tell,
            Clock clock) {
        this.objections = objections;
        this.regains = regains;
        this.contest = contest;
        this.tell = tell;
        this.clock = clock;
    }

    /// @param account whose it is, to be looked at
    /// @param objections what was said against it
    /// @param counted how many of them count: those of devices from before, and one of all others
    /// @param before attempts of the account that people refused or stopped, or objected to
    public record Case(
            AccountId account,
            ContestRegain.View regain,
            List<ContestRegain.Objection> objections,
            int counted,
            List<ContestRegain.View> before) {}

    /// What an operator says of the case as he saw it.
    ///
    /// @param seen how many of its objections counted
    public record Decision(boolean approve, String reason, int seen) {}

    /// What waits for operators first, the longest waiting first; then what still waits for its
    /// time.
    public List<Case> queue() {
        return Stream.of(
                        List.of(RegainState.contested, RegainState.second_look),
                        List.of(RegainState.waiting, RegainState.approved))
                .flatMap(states -> regains.findTop200ByStateInOrderByCreatedAt(states).stream())
                .flatMap(it -> it.account().stream().map(account -> shown(account, it)))
                .toList();
    }

    private Case shown(AccountId account, Regain it) {
        List<ContestRegain.Objection> said = objections.of(it.getId());
        return new Case(
                account,
                contest.view(it),
                said,
                RegainObjections.counted(said),
                regains.findByAccountIdOrderByCreatedAt(account.value()).stream()
                        .filter(Regain::isAgainstTheNext)
                        .map(contest::view)
                        .toList());
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException approved by one operator twice, after
    ///   the end, and with objections that he did not see
    @Transactional
    public void decide(String operator, UUID id, Decision decision) {
        Regain it = regains.lock(id).orElseThrow(RegainProblem.regain_unknown::exception);
        AccountId account = it.account().orElseThrow(RegainProblem.regain_unknown::exception);
        String reason = decision.reason();
        if (decision.approve()) {
            if (RegainObjections.counted(objections.of(id)) != decision.seen()) {
                throw RegainProblem.regain_changed.exception();
            }
            it.approve(operator);
        } else {
            it.refuse(reason);
        }
        regains.flush();
        switch (it.state()) {
            case second_look ->
                    tell.step(
                            account,
                            it,
                            "【账号找回审核中】",
                            "账号找回申请已由一位客服人员核实，等待另一位复核。",
                            "account.regain_looked_at",
                            operator);
            case approved ->
                    tell.step(
                            account,
                            it,
                            "【账号找回已核实】",
                            "两位客服人员已核实账号找回申请，申请人可以更换登录手机号。",
                            "account.regain_approved",
                            operator);
            default ->
                    tell.step(
                            account,
                            it,
                            "【账号找回未通过】",
                            "账号找回申请未通过人工核实：" + reason,
                            "account.regain_refused",
                            operator);
        }
    }

    /// What nobody came for.
    @Scheduled(cron = "0 43 3 * * *", zone = "Asia/Shanghai")
    @Transactional
    public void letGo() {
        Instant now = clock.instant();
        List<RegainState> open =
                Stream.of(RegainState.values()).filter(RegainState::isOpen).toList();
        regains.findTop200ByStateInAndExpiresAtLessThan(open, now).forEach(Regain::lapse);
        List<RegainState> ended =
                Stream.of(RegainState.values()).filter(it -> !it.isOpen()).toList();
        regains.deleteByStateInAndExpiresAtLessThan(ended, now.minus(REMEMBERED));
        regains.flush();
        objections.forgetOrphans();
    }
}
