package cn.biaozhengtong.identity.deletion;

import cn.biaozhengtong.identity.account.PersonalData;
import cn.biaozhengtong.kit.id.AccountId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// A copy of what is stored about a person (Personal Information Protection Law art. 45). Pictures
/// and papers that he uploaded are named with what they belong to, not copied; audit logs are not
/// part of it.
@Component
public class ExportData {
    private final List<PersonalData> parts;
    private final Holdings holdings;

    ExportData(List<PersonalData> parts, Holdings holdings) {
        this.parts = parts;
        this.holdings = holdings;
    }

    /// By service, then by part.
    public Map<String, Object> of(AccountId account) {
        Map<String, Object> own = new LinkedHashMap<>();
        parts.forEach(part -> own.put(part.part(), part.export(account)));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("identity-service", own);
        all.putAll(holdings.personalData(account));
        return all;
    }
}
