package cn.biaozhengtong.identity.verification;

import cn.biaozhengtong.kit.id.AccountId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes a proof of identity for the act that it was begun for: of the same account, device and
/// login, within minutes, once. Account and time alone prove nothing.
@Component
public class SpendProof {
    private final Verifications verifications;
    private final Submissions submissions;
    private final Clock clock;

    SpendProof(Verifications verifications, Submissions submissions, Clock clock) {
        this.verifications = verifications;
        this.submissions = submissions;
        this.clock = clock;
    }

    /// @param since what was begun before it proves nothing
    /// @return what was proved, of several the most; empty when there is nothing to spend. A repeat
    ///   finds nothing: an answer that was lost costs another verification.
    @Transactional
    public Optional<Assurance> spend(AccountId account, Act act, Instant since) {
        Instant now = clock.instant();
        return verifications.verified(account, act, submissions.index(act)).stream()
                .filter(it -> it.createdAt().isAfter(since))
                .filter(it -> it.assurance().reaches(act.purpose().needs()))
                .sorted(Comparator.comparing(Verification::assurance).reversed())
                .filter(it -> verifications.spend(it.getId(), now) == 1)
                .map(Verification::assurance)
                .findFirst();
    }
}
