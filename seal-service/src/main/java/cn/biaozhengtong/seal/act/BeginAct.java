package cn.biaozhengtong.seal.act;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.seal.SealAct;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealProblem;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.making.CertificateOffice.Signer;
import cn.biaozhengtong.seal.making.SealSigners;
import cn.biaozhengtong.seal.member.SealRights;
import java.util.List;
import org.springframework.stereotype.Component;

/// The administrator wants to make, stop, resume or cancel a seal: it is written down, to be shown
/// and signed ([SignAct]). What cannot be is refused before he is asked for a PIN.
@Component
public class BeginAct {
    private final Seals seals;
    private final SignedActs acts;
    private final SealSigners signers;
    private final SealRights rights;
    private final UnitOfWork work;

    BeginAct(
            Seals seals, SignedActs acts, SealSigners signers, SealRights rights, UnitOfWork work) {
        this.seals = seals;
        this.acts = acts;
        this.signers = signers;
        this.rights = rights;
        this.work = work;
    }

    /// @param statement what the phone shows
    /// @param preimage the bytes of it, which the phone can build itself
    /// @param session what its nonce is bound to, after `scan:`
    public record Begun(ActId id, SealAct statement, Preimage preimage, String session) {}

    public Begun begin(Signer who, SealId id, SealAct.Kind what) {
        Seal seal = seals.get(id);
        rights.mustAdminister(who.person().account(), seal);
        signers.mustBeHis(who, seal.owner().enterpriseId());
        seal.mustAllow(what);
        boolean make = what == SealAct.Kind.make;
        List<SerialNumber> listed = make ? signers.of(seal.owner().enterpriseId(), id) : List.of();
        if (make && listed.isEmpty()) {
            // His certificate is of another name of the enterprise, and nobody else has one.
            throw SealProblem.certificate_foreign.exception();
        }
        int version = make ? seal.sealVersion() + 1 : Math.max(1, seal.sealVersion());
        SignedAct it = SignedAct.begun(what, seal, version, who, listed, work.now());
        acts.save(it);
        return new Begun(it.actId(), it.statement(), it.preimage(), it.session());
    }
}
