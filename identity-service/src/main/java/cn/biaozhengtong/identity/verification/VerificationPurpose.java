package cn.biaozhengtong.identity.verification;

/// What an attempt is for: its result counts for nothing else.
public enum VerificationPurpose {
    /// That the account is this person's.
    identity(Assurance.elements, false, "实名认证"),
    /// That a card is this person's.
    card(Assurance.elements, false, "添加银行卡"),
    /// One recovery of a certificate; its id is the act.
    recovery(Assurance.possession, true, "找回证书"),
    /// The release of one frozen certificate; its serial number is the act.
    release(Assurance.possession, true, "解除证书挂失"),
    /// The change to one number; the act is its eleven digits.
    phone(Assurance.possession, true, "更换登录手机号"),
    /// Taking over an enterprise; the id of the offer is the act.
    hand_over(Assurance.possession, true, "接任企业管理员"),
    /// Stopping what somebody else began, a certificate's recovery or the account's; its id is the
    /// act.
    veto(Assurance.presence, true, "阻止他人找回证书或账号");

    private final Assurance needs;
    private final boolean bound;
    private final String says;

    VerificationPurpose(Assurance needs, boolean bound, String says) {
        this.needs = needs;
        this.bound = bound;
        this.says = says;
    }

    /// The least that its proof has to prove.
    public Assurance needs() {
        return needs;
    }

    /// Whether it is for one act of one device in one login, and used once.
    public boolean isBound() {
        return bound;
    }

    /// What the person is told that he proves himself for.
    public String says() {
        return says;
    }
}
