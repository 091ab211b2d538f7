package cn.biaozhengtong.enterprise.claim;

import java.util.List;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes names into the index that are not in it yet: old rows after an upgrade.
@Component
class KeepNameIndex {
    private final NameIndex index;
    private final Enterprises enterprises;
    private final TransactionTemplate transactions;

    KeepNameIndex(NameIndex index, Enterprises enterprises, TransactionTemplate transactions) {
        this.index = index;
        this.enterprises = enterprises;
        this.transactions = transactions;
    }

    /// A few seconds of work at most; the next turn goes on.
    @Scheduled(fixedDelay = 20_000, initialDelay = 3_000)
    void takeIn() {
        for (int turn = 0; turn < 50; turn++) {
            List<UUID> missing = index.missing();
            if (missing.isEmpty()) {
                return;
            }
            transactions.executeWithoutResult(status ->
                    enterprises
                            .findAllById(missing)
                            .forEach(it -> index.put(it.getId(), it.name())));
        }
    }
}
