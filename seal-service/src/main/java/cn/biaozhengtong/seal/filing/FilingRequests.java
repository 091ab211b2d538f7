package cn.biaozhengtong.seal.filing;

import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.making.SealVersions;
import cn.biaozhengtong.seal.member.Enterprises;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What a filing system needs to know of a fact, collected when it is told.
@Component
class FilingRequests {
    private final SealVersions versions;
    private final Enterprises enterprises;

    FilingRequests(SealVersions versions, Enterprises enterprises) {
        this.versions = versions;
        this.enterprises = enterprises;
    }

    SealRegistry.Request of(Filing it, Seal seal) {
        return new SealRegistry.Request(
                it.key(),
                new SealRegistry.Subject(
                        seal.sealId(),
                        seal.kind(),
                        seal.name(),
                        seal.owner().name(),
                        enterprises.facts(seal.owner().enterpriseId()).uscc()),
                Optional.ofNullable(seal.filing().number()),
                fact(it),
                it.happenedAt());
    }

    private SealRegistry.Fact fact(Filing it) {
        return switch (it.fact()) {
            case made ->
                    new SealRegistry.Fact.Made(
                            it.detail(), versions.seal(it.detail()).orElseThrow());
            case stopped -> new SealRegistry.Fact.Stopped(it.detail());
            case resumed -> new SealRegistry.Fact.Resumed();
            case cancelled -> new SealRegistry.Fact.Cancelled();
        };
    }
}
