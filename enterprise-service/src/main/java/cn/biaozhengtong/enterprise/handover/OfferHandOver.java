package cn.biaozhengtong.enterprise.handover;

import cn.biaozhengtong.enterprise.handover.CertificateOffice.Answer;
import cn.biaozhengtong.enterprise.handover.CertificateOffice.Round;
import cn.biaozhengtong.enterprise.handover.CertificateOffice.Signer;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.enterprise.membership.Role;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/// The administrator offers the role: the offer is recorded, then signed with his PIN.
@Component
public class OfferHandOver {
    private final HandOvers handOvers;
    private final Memberships memberships;
    private final CertificateOffice office;
    private final HandOverBooks books;

    OfferHandOver(
            HandOvers handOvers,
            Memberships memberships,
            CertificateOffice office,
            HandOverBooks books) {
        this.handOvers = handOvers;
        this.memberships = memberships;
        this.office = office;
        this.books = books;
    }

    /// @return the offer's id, which what is signed names
    public UUID begin(Signer administrator, EnterpriseId enterprise, AccountId successor) {
        memberships.mustAdminister(administrator.account(), enterprise);
        if (memberships.role(successor, enterprise).filter(Role.agent::equals).isEmpty()) {
            throw HandOverProblem.successor_no_agent.exception();
        }
        office.mustBeOf(administrator, enterprise);
        HandOver it =
                HandOver.begun(
                        administrator.account(),
                        enterprise,
                        successor,
                        administrator.serial(),
                        books.now());
        replaceUnsigned(enterprise);
        try {
            books.write(() -> handOvers.saveAndFlush(it));
        } catch (DataIntegrityViolationException e) {
            throw HandOverProblem.hand_over_open.exception();
        }
        return it.getId();
    }

    /// Opens a round for the signature over the hash of `bzt/hand-over/v1`, offer, enterprise, this
    /// account and the successor; again after a wrong PIN.
    public Round open(AccountId administrator, UUID device, UUID id, byte[] commitment) {
        HandOver it = mine(administrator, id);
        memberships.mustAdminister(administrator, it.enterpriseId());
        return office.open(
                new Signer(administrator, device, it.serial()),
                "hand-over:" + id,
                it.offer(),
                commitment);
    }

    /// One that was never signed, or has expired, stands in nobody's way.
    private void replaceUnsigned(EnterpriseId enterprise) {
        books.write(() ->
                handOvers
                        .findByOpenFor(enterprise.value())
                        .filter(it ->
                                it.state() == HandOver.State.awaiting_signature
                                        || it.isOver(books.now()))
                        .ifPresent(HandOver::withdrawn));
    }

    public void sign(AccountId administrator, UUID device, UUID id, UUID round, Answer answer) {
        HandOver it = mine(administrator, id);
        memberships.mustAdminister(administrator, it.enterpriseId());
        Signer signer = new Signer(administrator, device, it.serial());
        byte[] signature = office.finish(signer, round, answer, it.offer());
        books.write(() -> {
            HandOver locked = handOvers.lock(id).orElseThrow();
            locked.signed(signature, books.now());
            books.offered(locked);
        });
    }

    public void withdraw(AccountId administrator, UUID id) {
        mine(administrator, id);
        books.write(() -> {
            HandOver locked = handOvers.lock(id).orElseThrow();
            locked.withdrawn();
            books.note(locked, administrator, "withdrawn");
        });
    }

    private HandOver mine(AccountId administrator, UUID id) {
        return handOvers
                .findById(id)
                .filter(it -> it.from().equals(administrator))
                .orElseThrow(HandOverProblem.hand_over_unknown::exception);
    }
}
