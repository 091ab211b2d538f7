package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes names in that are not in yet: old rows after an upgrade, and what code of a version before
/// writes beside us.
@Component
class KeepNameIndex {
    private final NameIndex index;
    private final LookAlikes lookAlikes;
    private final Enterprises enterprises;
    private final TransactionTemplate transactions;

    KeepNameIndex(
            NameIndex index,
            LookAlikes lookAlikes,
            Enterprises enterprises,
            TransactionTemplate transactions) {
        this.index = index;
        this.lookAlikes = lookAlikes;
        this.enterprises = enterprises;
        this.transactions = transactions;
    }

    @Scheduled(fixedDelay = 20_000, initialDelay = 3_000)
    void takeIn() {
        takeIn(index::missing, index::put);
        takeIn(lookAlikes::missing, lookAlikes::put);
    }

    /// A few seconds of work at most; the next turn goes on.
    private void takeIn(
            Supplier<List<EnterpriseId>> missing, BiConsumer<EnterpriseId, String> put) {
        for (int turn = 0; turn < 50; turn++) {
            List<EnterpriseId> some = missing.get();
            if (some.isEmpty()) {
                return;
            }
            transactions.executeWithoutResult(status ->
                    enterprises.all(some).forEach(it -> put.accept(it.enterpriseId(), it.name())));
        }
    }
}
