package cn.biaozhengtong.seal.inventory;

import cn.biaozhengtong.crypto.seal.SignatureStrokes;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.life.SealProblem;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.member.SealRights;
import cn.biaozhengtong.seal.picture.GivePicture;
import cn.biaozhengtong.seal.picture.GivenPictures.Given;
import cn.biaozhengtong.seal.picture.GivenPictures.Way;
import org.springframework.stereotype.Component;

/// The legal person writes his name on his own phone, from his own verified account; pressure and
/// speed are not kept. One who does not belong to the enterprise is invited (`invitation`).
@Component
public class DrawSignature {
    private final Seals seals;
    private final SealRights rights;
    private final GivePicture give;

    DrawSignature(Seals seals, SealRights rights, GivePicture give) {
        this.seals = seals;
        this.rights = rights;
        this.give = give;
    }

    public ListSeals.Row draw(AccountId account, SealId id, SignatureStrokes strokes) {
        Seal seal = seals.get(id);
        rights.mustSee(account, seal);
        if (seal.kind() != SealKind.legal_person_signature) {
            throw SealProblem.seal_state.exception();
        }
        rights.mustBeLegalPerson(account, seal);
        give.give(new Given(id, Way.drawn, account, null, null), strokes.draw().picture());
        return ListSeals.Row.of(
                seals.get(id), rights.mustBelong(account, seal.owner().enterpriseId()));
    }
}
