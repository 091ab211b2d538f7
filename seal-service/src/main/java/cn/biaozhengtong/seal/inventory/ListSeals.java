package cn.biaozhengtong.seal.inventory;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// 印章管理: members see their enterprise's seals, administrators may change them (R39).
@Component
public class ListSeals {
    private final Seals seals;
    private final MemberRights rights;

    ListSeals(Seals seals, MemberRights rights) {
        this.seals = seals;
        this.rights = rights;
    }

    public record Row(UUID id, String kind, String title, String state, boolean editable) {}

    public List<Row> list(UUID account, UUID enterprise) {
        String role = rights.role(enterprise, account);
        if (role.equals("none")) {
            throw SealProblem.enterprise_unknown.exception();
        }
        boolean editable = role.equals("administrator");
        return seals.findByEnterpriseIdOrderByKind(enterprise).stream()
                .map(s ->
                        new Row(
                                s.getId(),
                                s.kind().name(),
                                s.kind().title(),
                                s.state().name(),
                                editable))
                .toList();
    }
}
