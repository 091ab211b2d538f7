package cn.biaozhengtong.enterprise.handover;

import cn.biaozhengtong.enterprise.handover.CertificateOffice.Answer;
import cn.biaozhengtong.enterprise.handover.CertificateOffice.Round;
import cn.biaozhengtong.enterprise.handover.CertificateOffice.Signer;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.enterprise.membership.Role;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.id.Person;
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
    public HandOverId begin(Signer administrator, EnterpriseId enterprise, AccountId successor) {
        AccountId account = administrator.person().account();
        memberships.mustAdminister(account, enterprise);
        if (memberships.role(successor, enterprise).filter(Role.agent::equals).isEmpty()) {
            throw HandOverProblem.successor_no_agent.exception();
        }
        office.mustBeOf(account, enterprise, administrator.serial());
        HandOver it =
                HandOver.begun(account, enterprise, successor, administrator.serial(), books.now());
        replaceUnsigned(enterprise);
        try {
            books.write(() -> handOvers.saveAndFlush(it));
        } catch (DataIntegrityViolationException e) {
            throw HandOverProblem.hand_over_open.exception();
        }
        return it.handOverId();
    }

    /// Opens a round for the signature over the hash of `bzt/hand-over/v1`, offer, enterprise, this
    /// account and the successor; again after a wrong PIN.
    public Round open(Person administrator, HandOverId id, byte[] commitment) {
        HandOver it = mine(administrator.account(), id);
        memberships.mustAdminister(administrator.account(), it.enterpriseId());
        return office.open(
                new Signer(administrator, it.serial()), "hand-over:" + id, it.offer(), commitment);
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

    public void sign(Person administrator, HandOverId id, UUID round, Answer answer) {
        HandOver it = mine(administrator.account(), id);
        memberships.mustAdminister(administrator.account(), it.enterpriseId());
        Signer signer = new Signer(administrator, it.serial());
        byte[] signature = office.finish(signer, round, answer, it.offer());
        books.write(() -> {
            HandOver locked = handOvers.lock(id.value()).orElseThrow();
            locked.signed(signature, books.now());
            books.offered(locked);
        });
    }

    public void withdraw(AccountId administrator, HandOverId id) {
        mine(administrator, id);
        books.write(() -> {
            HandOver locked = handOvers.lock(id.value()).orElseThrow();
            locked.withdrawn();
            books.note(locked, administrator, "withdrawn");
        });
    }

    private HandOver mine(AccountId administrator, HandOverId id) {
        return handOvers
                .findById(id.value())
                .filter(it -> it.from().equals(administrator))
                .orElseThrow(HandOverProblem.hand_over_unknown::exception);
    }
}
