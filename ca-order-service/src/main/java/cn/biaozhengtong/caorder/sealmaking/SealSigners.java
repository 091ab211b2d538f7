package cn.biaozhengtong.caorder.sealmaking;

import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Which certificates of an enterprise may use its seals, as far as this authority is to say: those
/// for signing that are in force.
@Component
public class SealSigners {
    private final Certificates certificates;
    private final Clock clock;

    SealSigners(Certificates certificates, Clock clock) {
        this.certificates = certificates;
        this.clock = clock;
    }

    /// @param holder name of the enterprise as it stands in it
    /// @param inForce whether it may be in the list of a seal now
    public record Signer(
            SerialNumber serial, AccountId accountId, String holder, boolean inForce) {}

    /// All that an enterprise has or had, at most 500, newest first.
    public List<Signer> of(EnterpriseId enterprise) {
        Instant now = clock.instant();
        return certificates.signingOf(enterprise).stream()
                .map(it ->
                        new Signer(
                                it.serial(),
                                it.accountId(),
                                it.holder(),
                                it.isActive() && it.notAfter().isAfter(now)))
                .toList();
    }
}
