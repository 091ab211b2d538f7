package cn.biaozhengtong.seal.inventory;

import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.life.SealProblem;
import cn.biaozhengtong.seal.life.SealState;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.member.SealRights;
import cn.biaozhengtong.seal.picture.CleanScan;
import cn.biaozhengtong.seal.picture.Consent;
import cn.biaozhengtong.seal.picture.GivePicture;
import cn.biaozhengtong.seal.picture.GivenPictures.Given;
import cn.biaozhengtong.seal.picture.GivenPictures.Way;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A seal shows a scan of its print on paper (R40): any of the enterprise's by the administrator,
/// the handwritten signature by the legal person himself only, from his verified account and with
/// his consent. What another says about his consent is not his.
@Component
public class UploadPicture {
    private final Seals seals;
    private final SealRights rights;
    private final CleanScan clean;
    private final GivePicture give;

    UploadPicture(Seals seals, SealRights rights, CleanScan clean, GivePicture give) {
        this.seals = seals;
        this.rights = rights;
        this.clean = clean;
        this.give = give;
    }

    /// What the legal person is asked to agree to, for the signature.
    public Consent consent(AccountId account, SealId id) {
        Seal seal = seals.get(id);
        rights.mustSee(account, seal);
        return Consent.to(seal);
    }

    /// @param statement the consent, for the signature
    public ListSeals.Row upload(
            AccountId account, SealId id, CleanScan.Scan scan, @Nullable String statement) {
        Seal seal = seals.get(id);
        rights.mustSee(account, seal);
        String agreed = mustBeHisToGive(account, seal, statement);
        if (seal.state() == SealState.cancelled) {
            throw SealProblem.seal_cancelled.exception();
        }
        SealPicture picture = clean.clean(account, scan);
        give.give(new Given(id, Way.uploaded, account, agreed, null), picture);
        return ListSeals.Row.of(
                seals.get(id), rights.mustBelong(account, seal.owner().enterpriseId()));
    }

    private @Nullable String mustBeHisToGive(
            AccountId account, Seal seal, @Nullable String statement) {
        if (seal.kind() != SealKind.legal_person_signature) {
            rights.mustAdminister(account, seal);
            return null;
        }
        rights.mustBeLegalPerson(account, seal);
        Consent.to(seal).mustBe(statement);
        return statement;
    }
}
