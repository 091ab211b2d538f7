package cn.biaozhengtong.enterprise.claim;

/// 法人证件类型 (R13).
public enum LegalIdType {
    resident_id("[1-9][0-9]{16}[0-9X]"),
    passport("[A-Z0-9]{5,20}"),
    hong_kong_macao_permit("[HM][0-9]{8,10}"),
    taiwan_permit("[0-9]{8,10}");

    private final String form;

    LegalIdType(String form) {
        this.form = form;
    }

    boolean accepts(String number) {
        return number.matches(form);
    }
}
