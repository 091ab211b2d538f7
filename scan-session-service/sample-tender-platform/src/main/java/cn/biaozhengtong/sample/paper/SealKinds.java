package cn.biaozhengtong.sample.paper;

import cn.biaozhengtong.sample.web.PageProblem;
import java.util.LinkedHashMap;
import java.util.Map;

/// Kinds of seals, as sessions name them and as users know them.
public final class SealKinds {
    public static final String ENTERPRISE = "enterprise_seal";

    private static final Map<String, String> TITLES = new LinkedHashMap<>();

    static {
        TITLES.put(ENTERPRISE, "企业公章");
        TITLES.put("legal_person_seal", "法人章");
        TITLES.put("legal_person_signature", "法人手写签名");
        TITLES.put("bidding_seal", "投标专用章");
        TITLES.put("contract_seal", "合同专用章");
        TITLES.put("finance_seal", "财务专用章");
        TITLES.put("invoice_seal", "发票专用章");
        TITLES.put("other_seal", "其他专用章");
    }

    private SealKinds() {}

    public static String title(String kind) {
        return TITLES.getOrDefault(kind, "印章");
    }

    /// @throws PageProblem when there is no such kind
    public static String checked(String kind) {
        if (!TITLES.containsKey(kind)) {
            throw new PageProblem(422, "请选择印章");
        }
        return kind;
    }
}
