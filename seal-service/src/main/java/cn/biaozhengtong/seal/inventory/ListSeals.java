package cn.biaozhengtong.seal.inventory;

import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealFiling;
import cn.biaozhengtong.seal.life.SealHistory;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.life.SealProblem;
import cn.biaozhengtong.seal.life.SealState;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.life.StopCause;
import cn.biaozhengtong.seal.making.SealVersions;
import cn.biaozhengtong.seal.member.SealRights;
import cn.biaozhengtong.seal.picture.SealPictures;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// 印章管理: administrators see all seals of their enterprise and may change them, agents see the three
/// (R39).
@Component
public class ListSeals {
    private final Seals seals;
    private final SealRights rights;
    private final SealVersions versions;
    private final SealPictures pictures;
    private final SealHistory history;

    ListSeals(
            Seals seals,
            SealRights rights,
            SealVersions versions,
            SealPictures pictures,
            SealHistory history) {
        this.versions = versions;
        this.seals = seals;
        this.rights = rights;
        this.pictures = pictures;
        this.history = history;
    }

    /// 备案.
    ///
    /// @param number 备案号, also while a change waits or was refused
    /// @param at when it was filed
    /// @param reason of a refusal, in the filing system's words
    /// @param notice who acts and what is to be done, unless all is well
    public record Filing(
            SealFiling.State state,
            @Nullable String number,
            @Nullable Instant at,
            @Nullable String reason,
            FilingNotice.@Nullable Text notice) {
        static @Nullable Filing of(Seal seal) {
            SealFiling it = seal.filing();
            return seal.esId().isEmpty()
                    ? null
                    : new Filing(
                            it.state(),
                            it.number(),
                            it.filedAt(),
                            it.refusal(),
                            FilingNotice.of(it));
        }
    }

    /// @param title of its kind
    /// @param filing what a filing system knows of it; null before it is made
    /// @param stopCauses why it is stopped
    /// @param hasPicture whether there is one to look at
    /// @param sealVersion how often it was made
    /// @param editable by who asks
    public record Row(
            SealId id,
            SealKind kind,
            String title,
            String name,
            SealState state,
            @Nullable Filing filing,
            Set<StopCause> stopCauses,
            boolean hasPicture,
            int sealVersion,
            boolean editable) {
        static Row of(Seal it, boolean editable) {
            return new Row(
                    it.sealId(),
                    it.kind(),
                    it.kind().title(),
                    it.name(),
                    it.state(),
                    Filing.of(it),
                    it.stopCauses(),
                    it.picture().isPresent(),
                    it.sealVersion(),
                    editable);
        }
    }

    /// @param what such as `made`, `stopped`
    /// @param actor an account's id, or `system`
    public record Happened(String what, String detail, String actor, Instant at) {}

    public List<Row> list(AccountId account, EnterpriseId enterprise) {
        boolean editable = rights.mustBelong(account, enterprise);
        return seals.of(enterprise).stream()
                .filter(it -> editable || it.kind().isOnce())
                .map(it -> Row.of(it, editable))
                .toList();
    }

    public Row get(AccountId account, SealId id) {
        Seal it = seals.get(id);
        rights.mustSee(account, it);
        return Row.of(it, rights.mustBelong(account, it.owner().enterpriseId()));
    }

    /// Whether an enterprise has it, and did not cancel it.
    public boolean has(EnterpriseId enterprise, SealId id) {
        return seals.of(enterprise).stream()
                .anyMatch(it -> it.sealId().equals(id) && it.state() != SealState.cancelled);
    }

    /// @param next as its next version will look, else as the one that counts does; a draft has
    ///   only what it will look like
    public SealPicture picture(AccountId account, SealId id, boolean next) {
        Seal it = seals.get(id);
        rights.mustSee(account, it);
        Optional<String> made = next ? Optional.empty() : it.esId().flatMap(versions::picture);
        return made.or(it::picture)
                .flatMap(pictures::find)
                .orElseThrow(SealProblem.picture_missing::exception);
    }

    /// Newest first.
    public List<Happened> history(AccountId account, SealId id) {
        rights.mustAdminister(account, seals.get(id));
        return history.of(id).stream()
                .map(it -> new Happened(it.what(), it.detail(), it.actor(), it.at()))
                .toList();
    }
}
