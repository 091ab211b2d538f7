package cn.biaozhengtong.seal.act;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.seal.SealAct;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealProblem;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.making.CertificateOffice;
import cn.biaozhengtong.seal.making.SealMaker;
import cn.biaozhengtong.seal.making.SealSigners;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The administrator signs what he wants done to a seal, with his PIN. Signed is signed: it is kept
/// as evidence and carried out, at once or as soon as that can be.
@Component
public class SignAct {
    private final SignedActs acts;
    private final Seals seals;
    private final CertificateOffice office;
    private final CarryOut carryOut;
    private final SealSigners signers;
    private final UnitOfWork work;

    SignAct(
            SignedActs acts,
            Seals seals,
            CertificateOffice office,
            CarryOut carryOut,
            SealSigners signers,
            UnitOfWork work) {
        this.signers = signers;
        this.acts = acts;
        this.seals = seals;
        this.office = office;
        this.carryOut = carryOut;
        this.work = work;
    }

    public CertificateOffice.Round open(Person who, ActId act, byte[] commitment) {
        SignedAct it = mine(who, act);
        return office.open(it.signer(), it.session(), it.preimage(), commitment);
    }

    /// @return the seal afterwards
    public Seal sign(Person who, ActId act, UUID round, CertificateOffice.Answer answer) {
        SignedAct it = mine(who, act);
        if (it.act() == SealAct.Kind.make) {
            mustStillBe(it.wish());
        }
        Preimage signature = office.finish(it.signer(), round, answer, it.preimage());
        work.run(() -> acts.lock(act.value()).orElseThrow().signed(signature));
        carryOut.carryOut(act);
        return seals.get(it.sealId());
    }

    /// The people whom the administrator saw: a delegation may have ended, or begun, since. What
    /// changes after he signed is looked at when the seal is made; that is not refused then, as the
    /// maker may have made it already.
    private void mustStillBe(SealMaker.Wish wish) {
        Set<SerialNumber> now = Set.copyOf(signers.of(wish.enterprise(), wish.seal()));
        if (!now.equals(Set.copyOf(wish.signers()))) {
            throw SealProblem.seal_changed.exception();
        }
    }

    private SignedAct mine(Person who, ActId act) {
        SignedAct it =
                acts.findById(act.value())
                        .filter(a -> a.signer().person().equals(who))
                        .orElseThrow(SealProblem.act_unknown::exception);
        it.mustAwait(work.now());
        return it;
    }
}
