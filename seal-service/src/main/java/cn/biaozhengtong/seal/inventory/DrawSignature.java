package cn.biaozhengtong.seal.inventory;

import cn.biaozhengtong.crypto.seal.SignatureStrokes;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.life.SealProblem;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.member.Persons;
import cn.biaozhengtong.seal.member.SealRights;
import cn.biaozhengtong.seal.picture.SealPictures;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The legal person writes his name on his own phone, from his own verified account; pressure and
/// speed are not kept.
@Component
public class DrawSignature {
    private final Seals seals;
    private final SealRights rights;
    private final Persons persons;
    private final SealPictures pictures;
    private final UnitOfWork work;

    DrawSignature(
            Seals seals,
            SealRights rights,
            Persons persons,
            SealPictures pictures,
            UnitOfWork work) {
        this.seals = seals;
        this.rights = rights;
        this.persons = persons;
        this.pictures = pictures;
        this.work = work;
    }

    public ListSeals.Row draw(UUID account, SealId id, SignatureStrokes strokes) {
        Seal seal = seals.get(id);
        rights.mustSee(account, seal);
        if (seal.kind() != SealKind.legal_person_signature) {
            throw SealProblem.seal_state.exception();
        }
        if (!persons.isLegalPerson(seal.owner().enterpriseId(), account)) {
            throw SealProblem.not_the_legal_person.exception();
        }
        String picture = pictures.keep(strokes.draw().picture());
        return work.get(() -> {
            seals.change(id, account.toString(), it -> it.shows(picture));
            work.note(account.toString(), "seal.signature_drawn", id.toString(), picture);
            return ListSeals.Row.of(
                    seals.get(id), rights.mustBelong(account, seal.owner().enterpriseId()));
        });
    }
}
