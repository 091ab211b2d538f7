package cn.biaozhengtong.seal.inventory;

/// `draft` → `active` ⇄ `frozen` → `withdrawn` (撤) or `destroyed` (R40).
public enum SealState {
    draft,
    active,
    frozen,
    withdrawn,
    destroyed
}
