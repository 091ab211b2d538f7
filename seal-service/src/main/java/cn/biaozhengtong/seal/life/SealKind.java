package cn.biaozhengtong.seal.life;

/// Kinds of seals: three come with an enterprise's first certificate (R38), the others are added by
/// 【新增公章】 (R39).
public enum SealKind {
    legal_person_signature("法人手写签名", true, true),
    enterprise_seal("企业公章", true, false),
    legal_person_seal("法人章", true, true),
    contract_seal("合同专用章", false, false),
    finance_seal("财务专用章", false, false),
    invoice_seal("发票专用章", false, false),
    bidding_seal("投标专用章", false, false),
    /// With a name of its own.
    other_seal("其他专用章", false, false);

    private final String title;
    private final boolean once;
    private final boolean personal;

    SealKind(String title, boolean once, boolean personal) {
        this.title = title;
        this.once = once;
        this.personal = personal;
    }

    /// As users know it.
    public String title() {
        return title;
    }

    /// Whether an enterprise has just one, from the beginning, for ever.
    public boolean isOnce() {
        return once;
    }

    /// Whether it is the legal person's own and not the enterprise's.
    public boolean isPersonal() {
        return personal;
    }
}
