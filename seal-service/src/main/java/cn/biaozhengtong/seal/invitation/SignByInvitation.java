package cn.biaozhengtong.seal.invitation;

import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.crypto.seal.SignatureStrokes;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.life.Seal;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.Seals;
import cn.biaozhengtong.seal.member.SealRights;
import cn.biaozhengtong.seal.picture.Consent;
import cn.biaozhengtong.seal.picture.GivePicture;
import cn.biaozhengtong.seal.picture.GivenPictures.Given;
import cn.biaozhengtong.seal.picture.GivenPictures.Way;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The legal person opens the link in his own verified account, reads what he is to agree to, and
/// writes his name: it becomes how the seal's next version looks, and whoever invited him is told.
/// To anybody else the link shows nothing, not even whose it is.
@Component
public class SignByInvitation {
    private static final String TOPIC = "seal.invitation";

    private final SignatureInvitations invitations;
    private final Seals seals;
    private final SealRights rights;
    private final GivePicture give;
    private final UnitOfWork work;

    SignByInvitation(
            SignatureInvitations invitations,
            Seals seals,
            SealRights rights,
            GivePicture give,
            UnitOfWork work) {
        this.invitations = invitations;
        this.seals = seals;
        this.rights = rights;
        this.give = give;
        this.work = work;
    }

    /// What he is asked.
    ///
    /// @param statement what he agrees to, to be given back as it is
    public record Asked(String enterpriseName, String sealName, String statement, Instant until) {}

    /// `seal.invitation.used.v1`, as others read it.
    record InvitationUsed(
            UUID invitationId, SealId sealId, EnterpriseId enterpriseId, AccountId inviterId) {}

    public Asked open(AccountId account, InvitationToken token) {
        SignatureInvitation it = mustBeFor(account, token);
        Seal seal = seals.get(it.sealId());
        return new Asked(
                seal.owner().name(), seal.name(), Consent.to(seal).statement(), it.expiresAt());
    }

    /// @param statement his consent
    public void sign(
            AccountId account, InvitationToken token, String statement, SignatureStrokes strokes) {
        SignatureInvitation found = mustBeFor(account, token);
        Consent.to(seals.get(found.sealId())).mustBe(statement);
        SealPicture drawn = strokes.draw().picture();
        work.run(() -> {
            // The seal is locked first, as everywhere.
            give.give(
                    new Given(found.sealId(), Way.drawn, account, statement, found.getId()), drawn);
            SignatureInvitation it = invitations.lock(found.getId()).orElseThrow();
            it.used(account, work.now());
            invitations.saveAndFlush(it);
            told(it, account);
        });
    }

    private void told(SignatureInvitation it, AccountId account) {
        work.note(
                account.toString(),
                "signature_invitation.used",
                it.getId().toString(),
                it.sealId().toString());
        work.tell(
                TOPIC,
                it.getId().toString(),
                "seal.invitation.used.v1",
                new InvitationUsed(it.getId(), it.sealId(), it.enterpriseId(), it.inviterId()));
    }

    private SignatureInvitation mustBeFor(AccountId account, InvitationToken token) {
        SignatureInvitation it =
                invitations
                        .findByTokenHash(token.hash())
                        .orElseThrow(InvitationProblem.signature_invitation_unknown::exception);
        it.mustBeOpen(work.now());
        // Who invited lost the role, or the enterprise is frozen: nobody may do this in its name.
        if (!rights.administers(it.inviterId(), it.enterpriseId())) {
            throw InvitationProblem.signature_invitation_over.exception();
        }
        rights.mustBeLegalPerson(account, seals.get(it.sealId()));
        return it;
    }
}
