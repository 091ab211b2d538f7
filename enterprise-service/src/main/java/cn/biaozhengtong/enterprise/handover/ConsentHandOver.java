package cn.biaozhengtong.enterprise.handover;

import cn.biaozhengtong.enterprise.handover.CertificateOffice.Answer;
import cn.biaozhengtong.enterprise.handover.CertificateOffice.Round;
import cn.biaozhengtong.enterprise.handover.CertificateOffice.Signer;
import cn.biaozhengtong.enterprise.membership.AccountDirectory;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.kit.id.AccountId;
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

    public Round open(Signer successor, UUID id, byte[] commitment) {
        HandOver it = mine(successor.account(), id);
        office.mustBeOf(successor, it.enterpriseId());
        return office.open(successor, "hand-over:" + id, it.consent(), commitment);
    }

    /// @param signature null when the successor holds no certificate of the enterprise
    public void consent(AccountDirectory.Asker who, UUID id, @Nullable Signature signature) {
        AccountId successor = who.account();
        HandOver it = mine(successor, id);
        mustStand(it);
        if (signature == null && office.holds(successor, it.enterpriseId())) {
            throw HandOverProblem.consent_unsigned.exception();
        }
        byte[] signed = signature == null ? null : finish(it, successor, who.device(), signature);
        // Last: it can be spent once, and a wrong PIN must not cost it.
        Instant offered = it.offeredAt();
        if (offered == null || !accounts.provedForHandOver(who, id, offered)) {
            throw HandOverProblem.verify_anew.exception();
        }
        books.write(() -> {
            HandOver locked = handOvers.lock(id).orElseThrow();
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
            office.mustBeOf(
                    new Signer(it.from(), it.from().value(), it.serial()), it.enterpriseId());
        } catch (ProblemException e) {
            throw e.problem().facts().category().status() < 500
                    ? HandOverProblem.offer_void.exception()
                    : e;
        }
    }

    private byte[] finish(HandOver it, AccountId successor, UUID device, Signature signature) {
        Signer signer = new Signer(successor, device, signature.serial());
        office.mustBeOf(signer, it.enterpriseId());
        return office.finish(signer, signature.round(), signature.answer(), it.consent());
    }

    public void decline(AccountId successor, UUID id) {
        mine(successor, id);
        books.write(() -> {
            HandOver locked = handOvers.lock(id).orElseThrow();
            locked.declined(books.now());
            books.declined(locked);
        });
    }

    private HandOver mine(AccountId successor, UUID id) {
        return handOvers
                .findById(id)
                .filter(it ->
                        it.to().equals(successor)
                                && it.state() != HandOver.State.awaiting_signature)
                .orElseThrow(HandOverProblem.hand_over_unknown::exception);
    }
}
