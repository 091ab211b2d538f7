package cn.biaozhengtong.seal.life;

/// What a seal is called, and what stands in it besides the enterprise's name.
public record SealWords(String name, String purpose) {
    /// @param own name of an [SealKind#other_seal], such as `材料专用章`
    public static SealWords of(SealKind kind, String enterprise, String legalPerson, String own) {
        return switch (kind) {
            case legal_person_signature, legal_person_seal ->
                    new SealWords(legalPerson + kind.title(), "");
            case enterprise_seal -> new SealWords(enterprise, "");
            case contract_seal, finance_seal, invoice_seal, bidding_seal ->
                    new SealWords(enterprise + kind.title(), kind.title());
            case other_seal -> new SealWords(enterprise + own, own);
        };
    }
}
