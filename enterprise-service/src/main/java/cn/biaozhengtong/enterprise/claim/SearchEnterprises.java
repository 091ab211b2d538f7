package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// 搜索企业 by name or USCC: unregistered → claim only, registered → join only (R12).
@Component
public class SearchEnterprises {
    private final Enterprises enterprises;
    private final NameIndex names;

    SearchEnterprises(Enterprises enterprises, NameIndex names) {
        this.enterprises = enterprises;
        this.names = names;
    }

    /// What the searcher may do.
    public enum Offer {
        claim,
        join,
        none
    }

    /// @param id null while nobody claimed it
    /// @param name null when unknown to us
    public record Found(
            @Nullable EnterpriseId id,
            @Nullable String name,
            String uscc,
            String state,
            Offer offer) {}

    public Found byUscc(Uscc uscc) {
        return enterprises
                .findByUscc(uscc.value())
                .map(SearchEnterprises::found)
                .orElseGet(() -> new Found(null, null, uscc.value(), "unregistered", Offer.claim));
    }

    /// At most twenty, the best first.
    public List<Found> byName(String name) {
        List<EnterpriseId> ids = names.find(name);
        Map<EnterpriseId, Enterprise> all =
                enterprises.all(ids).stream()
                        .collect(Collectors.toMap(Enterprise::enterpriseId, it -> it));
        return ids.stream()
                .map(all::get)
                .filter(Objects::nonNull)
                .map(SearchEnterprises::found)
                .toList();
    }

    private static Found found(Enterprise it) {
        return switch (it.state()) {
            case registered -> of(it, Offer.join);
            case being_claimed -> of(it, Offer.none);
            case free -> new Found(null, null, it.uscc(), "unregistered", Offer.claim);
        };
    }

    private static Found of(Enterprise it, Offer offer) {
        return new Found(it.enterpriseId(), it.name(), it.uscc(), it.state().name(), offer);
    }
}
