package cn.biaozhengtong.identity.message;

/// CA证书 and 企业通知 (R9).
public enum MessageBox {
    certificates,
    enterprises
}
