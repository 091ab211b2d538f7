package cn.biaozhengtong.caorder.ordering;

/// Order kinds (R20) that can be placed so far.
public enum OrderKind {
    claim
}
