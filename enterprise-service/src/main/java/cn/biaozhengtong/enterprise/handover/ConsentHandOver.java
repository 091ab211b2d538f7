package cn.biaozhengtong.enterprise.handover;

import cn.biaozhengtong.enterprise.handover.CertificateOffice.Answer;
import cn.biaozhengtong.enterprise.handover.CertificateOffice.Round;
import cn.biaozhengtong.enterprise.handover.CertificateOffice.Signer;
import cn.biaozhengtong.enterprise.membership.AccountDirectory;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.problem.ProblemException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The successor takes the role, after proving his identity for this offer; with the PIN of his
/// certificate of the enterprise, if he holds one.
@Component
public class ConsentHandOver {
    private final HandOvers handOvers;
    private final Memberships memberships;
    private final AccountDirectory accounts;
    private final CertificateOffice office;
    private final HandOverBooks books;

    ConsentHandOver(
            HandOvers handOvers,
            Memberships memberships,
            AccountDirectory accounts,
            CertificateOffice office,
            HandOverBooks books) {
        this.handOvers = handOvers;
        this.memberships = memberships;
        this.accounts = accounts;
        this.office = office;
        this.books = books;
    }

    /// A signature of the successor over the hash of `bzt/hand-over-consent/v1` and what the offer
    /// names.
    public record Signature(String serial, UUID round, Answer answer) {}

    public Round open(Signer successor, HandOverId id, byte[] commitment) {
        AccountId account = successor.person().account();
        HandOver it = mine(account, id);
        office.mustBeOf(account, it.enterpriseId(), successor.serial());
        return office.open(successor, "hand-over:" + id, it.consent(), commitment);
    }

    /// @param signature null when the successor holds no certificate of the enterprise
    public void consent(AccountDirectory.Asker who, HandOverId id, @Nullable Signature signature) {
        AccountId successor = who.person().account();
        HandOver it = mine(successor, id);
        mustStand(it);
        if (signature == null && office.holds(successor, it.enterpriseId())) {
            throw HandOverProblem.consent_unsigned.exception();
        }
        byte[] signed = signature == null ? null : finish(who.person(), it, signature);
        // Last: it can be spent once, and a wrong PIN must not cost it.
        Instant offered = it.offeredAt();
        if (offered == null || !accounts.provedForHandOver(who, id.value(), offered)) {
            throw HandOverProblem.verify_anew.exception();
        }
        books.write(() -> {
            HandOver locked = handOvers.lock(id.value()).orElseThrow();
            locked.consented(signature == null ? null : signature.serial(), signed, books.now());
            // Fails when one of the two lost his place meanwhile: then nothing changes.
            memberships.mustAdminister(locked.from(), locked.enterpriseId());
            memberships.handOver(locked.from(), locked.enterpriseId(), locked.to());
            books.completed(locked);
        });
    }

    /// Whoever lost his phone with the PIN reports the certificate lost: what was signed with it
    /// counts no more.
    private void mustStand(HandOver it) {
        try {
            office.mustBeOf(it.from(), it.enterpriseId(), it.serial());
        } catch (ProblemException e) {
            throw e.problem().facts().category().status() < 500
                    ? HandOverProblem.offer_void.exception()
                    : e;
        }
    }

    private byte[] finish(Person successor, HandOver it, Signature signature) {
        office.mustBeOf(successor.account(), it.enterpriseId(), signature.serial());
        Signer signer = new Signer(successor, signature.serial());
        return office.finish(signer, signature.round(), signature.answer(), it.consent());
    }

    public void decline(AccountId successor, HandOverId id) {
        mine(successor, id);
        books.write(() -> {
            HandOver locked = handOvers.lock(id.value()).orElseThrow();
            locked.declined(books.now());
            books.declined(locked);
        });
    }

    private HandOver mine(AccountId successor, HandOverId id) {
        return handOvers
                .findById(id.value())
                .filter(it ->
                        it.to().equals(successor)
                                && it.state() != HandOver.State.awaiting_signature)
                .orElseThrow(HandOverProblem.hand_over_unknown::exception);
    }
}
