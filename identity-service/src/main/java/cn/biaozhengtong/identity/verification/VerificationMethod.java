package cn.biaozhengtong.identity.verification;

/// 【中金认证】, 【支付宝认证】, 【银行卡四要素认证】 (R4).
public enum VerificationMethod {
    cpcn,
    alipay,
    bank_card
}
