package cn.biaozhengtong.seal.invitation;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.member.SealRights;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What became of invitations, for whoever administers the enterprise now; he may withdraw one,
/// whoever it was that invited.
@Component
public class KeepInvitations {
    private final SignatureInvitations invitations;
    private final Seals seals;
    private final SealRights rights;
    private final UnitOfWork work;

    KeepInvitations(
            SignatureInvitations invitations, Seals seals, SealRights rights, UnitOfWork work) {
        this.invitations = invitations;
        this.seals = seals;
        this.rights = rights;
        this.work = work;
    }

    /// @param inviterId an account's id
    public record Invitation(
            UUID id,
            InvitationState state,
            AccountId inviterId,
            Instant createdAt,
            Instant expiresAt) {}

    /// Newest first, at most 100.
    public List<Invitation> of(AccountId account, SealId seal) {
        rights.mustAdminister(account, seals.get(seal));
        Instant now = work.now();
        return invitations.of(seal.value()).stream()
                .map(it ->
                        new Invitation(
                                it.getId(),
                                it.state(now),
                                it.inviterId(),
                                it.createdAt(),
                                it.expiresAt()))
                .toList();
    }

    public void withdraw(AccountId account, SealId seal, UUID id) {
        rights.mustAdminister(account, seals.get(seal));
        work.run(() -> {
            SignatureInvitation it =
                    invitations
                            .lock(id)
                            .filter(found -> found.sealId().equals(seal))
                            .orElseThrow(InvitationProblem.signature_invitation_unknown::exception);
            it.withdraw(work.now());
            invitations.saveAndFlush(it);
            work.note(
                    account.toString(),
                    "signature_invitation.withdrawn",
                    id.toString(),
                    seal.toString());
        });
    }
}
