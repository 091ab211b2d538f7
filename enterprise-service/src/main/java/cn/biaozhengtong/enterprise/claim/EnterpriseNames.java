package cn.biaozhengtong.enterprise.claim;

import org.springframework.stereotype.Component;

/// What an enterprise is called from now on is stored, found, and seen to look like others' names.
@Component
final class EnterpriseNames {
    private final Enterprises enterprises;
    private final NameIndex index;
    private final LookAlikes lookAlikes;

    EnterpriseNames(Enterprises enterprises, NameIndex index, LookAlikes lookAlikes) {
        this.enterprises = enterprises;
        this.index = index;
        this.lookAlikes = lookAlikes;
    }

    /// In the caller's transaction.
    void put(Enterprise it) {
        enterprises.saveAndFlush(it);
        index.put(it.enterpriseId(), it.name());
        lookAlikes.put(it.enterpriseId(), it.name());
    }
}
