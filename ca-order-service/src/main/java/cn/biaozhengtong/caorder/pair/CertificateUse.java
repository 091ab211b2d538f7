package cn.biaozhengtong.caorder.pair;

/// What the key of a certificate is for; a pair has one of each (GM/T 0034).
public enum CertificateUse {
    signing,
    encryption
}
