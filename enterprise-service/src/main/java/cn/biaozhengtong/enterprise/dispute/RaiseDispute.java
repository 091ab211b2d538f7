package cn.biaozhengtong.enterprise.dispute;

import cn.biaozhengtong.enterprise.person.PersonalData;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.intake.Intake;
import java.util.List;
import java.util.UUID;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// A verified person says why an enterprise is his, with pictures of papers.
@Component
public class RaiseDispute implements PersonalData {
    private static final int MOST = 6;
    private static final int PER_DAY = 5;
    private static final int LONGEST_SIDE = 1600;

    private final Disputes disputes;
    private final Intake intake;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    RaiseDispute(
            Disputes disputes, Intake intake, AuditLog audit, TransactionTemplate transactions) {
        this.disputes = disputes;
        this.intake = intake;
        this.audit = audit;
        this.transactions = transactions;
    }

    /// @param uscc of an enterprise that somebody claimed
    /// @param evidence JPEG or PNG, one to six
    public UUID raise(
            AccountId complainant,
            String uscc,
            String text,
            List<? extends InputStreamSource> evidence) {
        if (evidence.isEmpty() || evidence.size() > MOST) {
            throw DisputeProblem.evidence_refused.exception();
        }
        if (disputes.hasOpen(complainant, uscc)) {
            throw DisputeProblem.dispute_open.exception();
        }
        if (disputes.lastDay(complainant) >= PER_DAY) {
            throw DisputeProblem.too_many_disputes.exception();
        }
        List<byte[]> kept = evidence.stream().map(it -> kept(complainant, it)).toList();
        UUID id =
                transactions.execute(status -> {
                    UUID added = disputes.add(complainant, uscc, text, kept);
                    audit.record(complainant.toString(), "dispute.raised", added.toString(), uscc);
                    return added;
                });
        if (id == null) {
            throw new IllegalStateException("nothing was stored");
        }
        return id;
    }

    public List<Disputes.Dispute> of(AccountId complainant) {
        return disputes.of(complainant);
    }

    private byte[] kept(AccountId complainant, InputStreamSource picture) {
        return intake.picture(complainant.value(), picture, LONGEST_SIDE).bytes();
    }

    @Override
    public String part() {
        return "disputes";
    }

    @Override
    public Object export(AccountId account) {
        return disputes.of(account);
    }
}
