package cn.biaozhengtong.enterprise.operations;

import cn.biaozhengtong.enterprise.claim.Enterprise;
import cn.biaozhengtong.enterprise.claim.Enterprises;
import cn.biaozhengtong.enterprise.claim.LookAlikes;
import cn.biaozhengtong.enterprise.claim.NameWarning;
import cn.biaozhengtong.enterprise.dispute.Disputes;
import cn.biaozhengtong.kit.id.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Disputes with what an operator compares before he decides.
@Component
public class ListDisputes {
    private final Disputes disputes;
    private final Enterprises enterprises;
    private final LookAlikes lookAlikes;

    ListDisputes(Disputes disputes, Enterprises enterprises, LookAlikes lookAlikes) {
        this.disputes = disputes;
        this.enterprises = enterprises;
        this.lookAlikes = lookAlikes;
    }

    /// @param reason of the decision
    /// @param enterpriseName null when nobody claimed it yet
    /// @param nameWarnings of the disputed enterprise's name
    public record Contested(
            UUID id,
            String uscc,
            AccountId complainantId,
            String text,
            Disputes.State state,
            @Nullable String reason,
            Instant createdAt,
            @Nullable String enterpriseName,
            List<NameWarning> nameWarnings) {}

    /// The oldest first, at most a hundred; warnings for those that are to be decided.
    public List<Contested> in(Disputes.State state) {
        List<Disputes.Dispute> all = disputes.in(state);
        Map<String, Enterprise> contested =
                byUscc(all.stream().map(Disputes.Dispute::uscc).distinct().toList());
        Map<String, List<NameWarning>> warnings =
                state == Disputes.State.open ? warnings(contested.values()) : Map.of();
        return all.stream()
                .map(it -> {
                    Enterprise its = contested.get(it.uscc());
                    return new Contested(
                            it.id(),
                            it.uscc(),
                            it.complainantId(),
                            it.text(),
                            it.state(),
                            it.reason(),
                            it.createdAt(),
                            its == null ? null : its.name(),
                            warnings.getOrDefault(it.uscc(), List.of()));
                })
                .toList();
    }

    private Map<String, Enterprise> byUscc(Collection<String> codes) {
        return enterprises.findByUsccIn(codes).stream()
                .collect(Collectors.toMap(Enterprise::uscc, Function.identity()));
    }

    private Map<String, List<NameWarning>> warnings(Collection<Enterprise> all) {
        return all.stream()
                .collect(
                        Collectors.toMap(
                                Enterprise::uscc, it -> lookAlikes.warnings(it.uscc(), it.name())));
    }
}
