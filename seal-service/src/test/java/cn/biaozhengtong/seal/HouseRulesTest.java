package cn.biaozhengtong.seal;

import cn.biaozhengtong.kit.test.HouseRules;
import java.util.Set;

class HouseRulesTest extends HouseRules {
    @Override
    protected Set<String> withRawIds() {
        return Set.of("Stamping", "Asked", "SealUse", "ListUses", "SealRights");
    }
}
