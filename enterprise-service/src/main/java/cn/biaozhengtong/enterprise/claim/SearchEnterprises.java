package cn.biaozhengtong.enterprise.claim;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// 搜索企业 by name or USCC: unregistered → claim only, registered → join only (R12).
@Component
public class SearchEnterprises {
    private final Enterprises enterprises;

    SearchEnterprises(Enterprises enterprises) {
        this.enterprises = enterprises;
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
            @Nullable UUID id, @Nullable String name, String uscc, String state, Offer offer) {}

    public Found byUscc(Uscc uscc) {
        return enterprises
                .findByUscc(uscc.value())
                .map(SearchEnterprises::found)
                .orElseGet(() -> new Found(null, null, uscc.value(), "unregistered", Offer.claim));
    }

    public List<Found> byName(String name) {
        return enterprises
                .findTop20ByNameStartingWithAndStateNotOrderByName(name, EnterpriseState.free)
                .stream()
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
        return new Found(it.getId(), it.name(), it.uscc(), it.state().name(), offer);
    }
}
