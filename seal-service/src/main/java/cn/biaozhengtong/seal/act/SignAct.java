package cn.biaozhengtong.seal.act;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealProblem;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.making.CertificateOffice;
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
    private final UnitOfWork work;

    SignAct(
            SignedActs acts,
            Seals seals,
            CertificateOffice office,
            CarryOut carryOut,
            UnitOfWork work) {
        this.acts = acts;
        this.seals = seals;
        this.office = office;
        this.carryOut = carryOut;
        this.work = work;
    }

    public CertificateOffice.Round open(UUID account, UUID device, UUID act, byte[] commitment) {
        SignedAct it = mine(account, device, act);
        return office.open(it.signer(), it.session(), it.preimage(), commitment);
    }

    /// @return the seal afterwards
    public Seal sign(
            UUID account, UUID device, UUID act, UUID round, CertificateOffice.Answer answer) {
        SignedAct it = mine(account, device, act);
        Preimage signature = office.finish(it.signer(), round, answer, it.preimage());
        work.run(() -> acts.lock(act).orElseThrow().signed(signature));
        carryOut.carryOut(act);
        return seals.get(it.sealId());
    }

    private SignedAct mine(UUID account, UUID device, UUID act) {
        SignedAct it =
                acts.findById(act)
                        .filter(a ->
                                a.signer().account().equals(account)
                                        && a.signer().device().equals(device))
                        .orElseThrow(SealProblem.act_unknown::exception);
        it.mustAwait(work.now());
        return it;
    }
}
