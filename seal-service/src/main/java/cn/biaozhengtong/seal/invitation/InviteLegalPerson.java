package cn.biaozhengtong.seal.invitation;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.life.SealProblem;
import cn.biaozhengtong.seal.life.SealState;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.member.SealRights;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The administrator asks the legal person for his handwritten signature. He passes the link on
/// himself: in other hands it is worth nothing.
@Component
public class InviteLegalPerson {
    private static final int PER_DAY = 20;

    private final SignatureInvitations invitations;
    private final Seals seals;
    private final SealRights rights;
    private final UnitOfWork work;

    InviteLegalPerson(
            SignatureInvitations invitations, Seals seals, SealRights rights, UnitOfWork work) {
        this.invitations = invitations;
        this.seals = seals;
        this.rights = rights;
        this.work = work;
    }

    /// @param link nobody is told it again
    public record Invited(UUID id, String link, Instant expiresAt) {}

    /// One that was open for the seal is withdrawn.
    public Invited invite(AccountId account, SealId id) {
        rights.mustAdminister(account, seals.get(id));
        InvitationToken token = InvitationToken.random();
        return work.get(() -> {
            // The seal is locked first, as everywhere: two invitations come one after the other.
            seals.change(id, account.toString(), InviteLegalPerson::mustBeInvitable);
            return invited(account, seals.get(id), token);
        });
    }

    private static void mustBeInvitable(Seal it) {
        if (it.kind() != SealKind.legal_person_signature) {
            throw InvitationProblem.not_by_invitation.exception();
        }
        if (it.state() == SealState.cancelled) {
            throw SealProblem.seal_cancelled.exception();
        }
    }

    private Invited invited(AccountId account, Seal seal, InvitationToken token) {
        Instant now = work.now();
        EnterpriseId enterprise = seal.owner().enterpriseId();
        if (invitations.countSince(enterprise.value(), now.minus(Duration.ofDays(1))) >= PER_DAY) {
            throw InvitationProblem.too_many_signature_invitations.exception();
        }
        invitations
                .lockOpen(seal.sealId().value())
                .ifPresent(it -> {
                    it.replaced(now);
                    invitations.saveAndFlush(it);
                });
        SignatureInvitation it = SignatureInvitation.to(seal, account, token, now);
        invitations.saveAndFlush(it);
        work.note(
                account.toString(),
                "signature_invitation.created",
                it.getId().toString(),
                seal.sealId().toString());
        return new Invited(it.getId(), token.link(), it.expiresAt());
    }
}
