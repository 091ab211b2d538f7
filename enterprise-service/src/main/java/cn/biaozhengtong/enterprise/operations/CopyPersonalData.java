package cn.biaozhengtong.enterprise.operations;

import cn.biaozhengtong.enterprise.person.PersonalData;
import cn.biaozhengtong.kit.id.AccountId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// What this service stores about a person, for his copy of it; what he stated is opened.
@Component
public class CopyPersonalData {
    private final List<PersonalData> parts;

    CopyPersonalData(List<PersonalData> parts) {
        this.parts = parts;
    }

    public Map<String, Object> of(AccountId account) {
        return parts.stream()
                .collect(Collectors.toMap(PersonalData::part, it -> it.export(account)));
    }
}
