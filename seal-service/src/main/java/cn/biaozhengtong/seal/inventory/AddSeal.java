package cn.biaozhengtong.seal.inventory;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.life.SealProblem;
import cn.biaozhengtong.seal.life.SealState;
import cn.biaozhengtong.seal.life.SealWords;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.member.Enterprises;
import cn.biaozhengtong.seal.member.SealRights;
import cn.biaozhengtong.seal.picture.DrawnSeals;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// 【新增公章】: a seal besides the three, as a draft that shows what it would look like; where a
/// character cannot be drawn, one that waits for a picture.
@Component
public class AddSeal {
    private final Seals seals;
    private final SealRights rights;
    private final Enterprises enterprises;
    private final DrawnSeals drawn;
    private final UnitOfWork work;

    AddSeal(
            Seals seals,
            SealRights rights,
            Enterprises enterprises,
            DrawnSeals drawn,
            UnitOfWork work) {
        this.seals = seals;
        this.rights = rights;
        this.enterprises = enterprises;
        this.drawn = drawn;
        this.work = work;
    }

    /// @param own name of an [SealKind#other_seal], else empty
    public ListSeals.Row add(
            AccountId account, EnterpriseId enterprise, SealKind kind, String own) {
        rights.mustAdminister(account, enterprise);
        if (kind.isOnce()) {
            throw SealProblem.kind_exists.exception();
        }
        Enterprises.Facts facts = enterprises.facts(enterprise);
        SealWords words = SealWords.of(kind, facts.name(), facts.legalPerson(), own);
        Optional<String> picture = drawn.of(kind, facts, words);
        return work.get(() -> {
            boolean named =
                    seals.of(enterprise).stream()
                            .anyMatch(it ->
                                    it.name().equals(words.name())
                                            && it.state() != SealState.cancelled);
            if (named) {
                throw SealProblem.name_exists.exception();
            }
            Seal it = Seal.draft(new Seal.Owner(enterprise, facts.name()), kind, words, work.now());
            picture.ifPresent(it::shows);
            seals.add(it, account.toString());
            return ListSeals.Row.of(it, true);
        });
    }
}
