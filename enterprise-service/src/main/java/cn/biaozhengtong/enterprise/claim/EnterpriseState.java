package cn.biaozhengtong.enterprise.claim;

/// `being_claimed` → `registered`, or → `free` when its order ended, and from there again.
public enum EnterpriseState {
    being_claimed,
    registered,
    free
}
