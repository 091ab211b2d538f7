package cn.biaozhengtong.enterprise.operations;

import cn.biaozhengtong.enterprise.claim.ClaimProblem;
import cn.biaozhengtong.enterprise.claim.Enterprise;
import cn.biaozhengtong.enterprise.claim.Enterprises;
import cn.biaozhengtong.enterprise.claim.LookAlikes;
import cn.biaozhengtong.enterprise.claim.NameWarning;
import cn.biaozhengtong.enterprise.claim.SearchEnterprises;
import cn.biaozhengtong.enterprise.history.History;
import cn.biaozhengtong.enterprise.membership.ListMembers;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.List;
import org.springframework.stereotype.Component;

/// An enterprise with its people and what happened to it.
@Component
public class FindEnterprises {
    private static final int ENTRIES = 100;

    private final SearchEnterprises search;
    private final Enterprises enterprises;
    private final ListMembers members;
    private final History history;
    private final LookAlikes lookAlikes;

    FindEnterprises(
            SearchEnterprises search,
            Enterprises enterprises,
            ListMembers members,
            History history,
            LookAlikes lookAlikes) {
        this.lookAlikes = lookAlikes;
        this.search = search;
        this.enterprises = enterprises;
        this.members = members;
        this.history = history;
    }

    public record View(
            EnterpriseId id,
            String uscc,
            String name,
            String state,
            boolean frozen,
            List<ListMembers.Row> members,
            List<History.Entry> history,
            List<NameWarning> nameWarnings) {}

    public List<SearchEnterprises.Found> byName(String name) {
        return search.byName(name);
    }

    public View view(EnterpriseId id) {
        Enterprise it =
                enterprises
                        .findById(id.value())
                        .orElseThrow(ClaimProblem.enterprise_unknown::exception);
        return new View(
                id,
                it.uscc(),
                it.name(),
                it.state().name(),
                it.isFrozen(),
                members.all(id),
                history.page(id, Long.MAX_VALUE, ENTRIES),
                lookAlikes.warnings(it.uscc(), it.name()));
    }
}
