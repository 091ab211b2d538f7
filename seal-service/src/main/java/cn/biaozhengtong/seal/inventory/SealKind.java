package cn.biaozhengtong.seal.inventory;

/// The three seals that come with an enterprise's first certificate (R38).
public enum SealKind {
    legal_person_signature("法人手写签名"),
    enterprise_seal("企业公章"),
    legal_person_seal("法人章");

    private final String title;

    SealKind(String title) {
        this.title = title;
    }

    /// As users know it.
    public String title() {
        return title;
    }
}
