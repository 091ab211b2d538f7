package cn.biaozhengtong.seal.inventory;

/// What a seal is called, and what stands in it besides the enterprise's name.
record SealWords(String name, String purpose) {
    /// @param own name of an [SealKind#other_seal], such as `材料专用章`
    static SealWords of(SealKind kind, Enterprises.Facts facts, String own) {
        return switch (kind) {
            case legal_person_signature, legal_person_seal ->
                    new SealWords(facts.legalPerson() + kind.title(), "");
            case enterprise_seal -> new SealWords(facts.name(), "");
            case contract_seal, finance_seal, invoice_seal, bidding_seal ->
                    new SealWords(facts.name() + kind.title(), kind.title());
            case other_seal -> new SealWords(facts.name() + own, own);
        };
    }
}
